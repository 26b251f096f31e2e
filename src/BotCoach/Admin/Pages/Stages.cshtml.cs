using BotCoach.Stages;

namespace BotCoach.Admin.Pages;

/// <summary>The published processes, each with its stages.</summary>
public sealed class StagesModel(StageShelf shelf) : ConsolePage
{
    public IReadOnlyList<(string Process, IReadOnlyList<string> Stages)> Processes { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var all = new List<(string, IReadOnlyList<string>)>();
        foreach (var (process, version) in await shelf.PublishedAsync())
            all.Add((process.Name, [.. (await shelf.OpenAsync(process.Id, version.Number)).Stages.Select(s => s.Name)]));
        Processes = all;
    }
}
