namespace BotCoach.Admin;

/// <summary>An entry of a deal's history in words.</summary>
/// <param name="Details">What changed with it, a line each.</param>
/// <param name="Late">When it was told, where that was days after it happened; null: at once.</param>
public sealed record StoryLine(int Seq, string What, IReadOnlyList<string> Details, string Who, string When, string? Late);
