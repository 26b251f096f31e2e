using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Checklists;

/// <summary>What a button or form of the walk is about, from <c>criterion|kind|of</c>. The criterion is null when the process has it no longer.</summary>
public sealed record WalkStep(Deal Deal, DealFile File, Criterion? Criterion, WayKind Kind, string Of)
{
    public static WalkStep Read(DealFile file, string about)
    {
        var parts = about.Split('|', 3);
        var criterion = file.Book.FindCriterion(parts[0]);
        var kind = parts.Length > 1 && Enum.TryParse<WayKind>(parts[1], out var read) && Enum.IsDefined(read) ? read : WayKind.Note;
        return new WalkStep(file.Deal, file, criterion, kind, parts.Length > 2 ? parts[2] : "");
    }
}
