using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>How each criterion and field of the published version has done, and what does not earn its place.</summary>
public sealed class UseModel(BotCoachDb db, StageShelf shelf, UsefulnessReading usefulness) : ConsolePage
{
    public override Role Needs => Role.Admin;

    public Process Process { get; private set; } = null!;
    public IReadOnlyList<ItemUse> Items { get; private set; } = [];
    public IReadOnlyDictionary<string, string> Advice { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync(Guid process)
    {
        if (await db.Processes.FindAsync(db.WorkspaceId, process) is not { } known) return NotFound();
        if ((await shelf.PublishedAsync()).FirstOrDefault(p => p.Process.Id == process).Version is not { } version) return NotFound();
        (Process, Items) = (known, await usefulness.OfAsync(version, Visitor.Now));
        Advice = UsefulnessRules.Of(Items).GroupBy(a => Key(a.Item)).ToDictionary(g => g.Key, g => g.First().Sentence);
        return Page();
    }

    public string? Said(ItemUse item) => Advice.GetValueOrDefault(Key(item));

    private static string Key(ItemUse item) => $"{item.StageId}/{item.Id}";
}
