import HeatDeath
import TerminalDrawing

/// What lies in the picture of a simplex below the path, and its own marks.
///
/// A further layer is a type that conforms, and its place in ``PictureLayers/all``.
protocol PictureLayer: Sendable {
  /// Its word in the picture's title.
  var name: String { get }

  /// What it shows, as the key for it says.
  var words: String { get }

  /// Why nothing of it is known or can be drawn of a run; `nil` where it is.
  func obstacle(in snapshot: Snapshot) -> LayerObstacle?

  /// What is to be computed for it beside the drawing.
  func inquiries(of feed: RunFeed) -> [Inquiry]

  /// What lies in the cells of a segment or a triangle, below everything else.
  func ground(of grid: SimplexGrid, in context: DrawingContext) -> LayerGround?

  /// Lines of its own, drawn below the path: in a segment over the clock.
  func lines(in context: DrawingContext) -> [LayerLine]

  /// Signs of its own, drawn above the path; later ones cover earlier ones.
  func marks(in context: DrawingContext) -> [LayerMark]

  /// What the help says of its signs.
  func legend(_ look: Look, categoryCount: Int) -> [HelpLine]
}

extension PictureLayer {
  func inquiries(of feed: RunFeed) -> [Inquiry] { [] }
  func lines(in context: DrawingContext) -> [LayerLine] { [] }
  func marks(in context: DrawingContext) -> [LayerMark] { [] }
}

/// Why a layer shows nothing of a run.
struct LayerObstacle: Hashable {
  /// For the line that answers a key.
  let sentence: String
  /// For a corner of the picture.
  let short: String
}

/// A line through points of the simplex.
struct LayerLine {
  let places: [FlowPath.Place]
  let ink: Ink
  /// How many dots are drawn and left out by turns.
  let dash: Int
  /// Whether an arrow on it shows its direction; such a line lies below all others.
  var hasArrow = false
}

/// A sign at a point of the simplex.
struct LayerMark {
  let point: SimplexPoint
  let glyph: Unicode.Scalar
  let style: Style
  /// What it means; marks with the same name share a line of the legend.
  let name: String
}

/// All layers, in the order of the key.
enum PictureLayers {
  static let all: [any PictureLayer] = [UnevennessLayer(), FlowLayer(), SetsLayer(), LawLayer()]

  /// The place of a layer in the list.
  static func index<Layer: PictureLayer>(of _: Layer.Type) -> Int {
    all.firstIndex { $0 is Layer } ?? 0
  }
}

/// What keys set of the layers.
struct LayerControls: Hashable, Sendable {
  /// Which of ``PictureLayers/all``.
  var index = 0
  /// Which of the index sets, counted on beyond the last one.
  var set = 0
  /// Which of ``levels``.
  var level = 2

  /// The levels a of the sets.
  static let levels = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5]

  var layer: any PictureLayer { PictureLayers.all[index] }

  /// What is to be computed for the layer of a run.
  func inquiries(of feed: RunFeed) -> [Inquiry] {
    let snapshot = feed.figures
    guard (2...4).contains(snapshot.categoryCount), layer.obstacle(in: snapshot) == nil else {
      return []
    }
    return layer.inquiries(of: feed)
  }

  /// The two sets to be shown of so many categories.
  func sets(ofCategories categoryCount: Int) -> LyapunovSets {
    let all = CategorySet.all(ofCategories: categoryCount)
    return LyapunovSets(of: all[set % all.count], level: Self.levels[level])
  }
}

extension DrawingContext {
  /// Of groups there is the tint alone: what becomes of them is no function of their shares.
  var layer: any PictureLayer { groups == nil ? controls.layers.layer : PictureLayers.all[0] }
}
