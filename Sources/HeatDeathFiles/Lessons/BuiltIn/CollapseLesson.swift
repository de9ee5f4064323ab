/// Mode collapse, and who wins.
enum CollapseLesson {
  static let text = #"""
    title = "Mode collapse: who wins?"

    [[card]]
    counts = [5, 3, 2]
    temperature = 0.8
    seed = 11
    text = [
      "Ten samples: five A, three B, two C.",
      "The model draws at T = 0.8, learns what it drew, and draws again.",
    ]
    ask = "Who takes all in the end?"
    choices = ["A", "B", "C"]
    answer = ["leader = A", "leader = B", "leader = C"]
    wait = "max share > 0.9"
    reply = "{leader} has {max share} at k = {k}. At the start its odds were {start odds A} for A, {start odds B} for B, {start odds C} for C."

    """#
}
