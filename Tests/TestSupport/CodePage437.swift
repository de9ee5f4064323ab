/// The characters of the font that the Linux console has by itself, beyond ASCII.
///
/// - Source: IBM code page 437, and its table `cp437.uni` in the Linux kernel.
public enum CodePage437 {
  public static let characters =
    "☺☻♥♦♣♠•◘○◙♂♀♪♫☼►◄↕‼¶§▬↨↑↓→←∟↔▲▼⌂ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»"
    + "░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■"
    // Shown as relatives: the cross of multiplication as an x, a diamond as the suit.
    + "×◆"
}
