/// One result of ncurses' get_wch.
enum KeyCode: Hashable {
  /// A character, or a control code.
  case character(UInt32)
  /// A `KEY_` code.
  case function(Int32)
}
