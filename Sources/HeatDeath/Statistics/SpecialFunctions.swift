/// Special functions that swift-numerics lacks, each in a form that keeps its digits where the
/// textbook form cancels. One function a file.
enum SpecialFunctions {}
