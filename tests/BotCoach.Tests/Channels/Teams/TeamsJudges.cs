using System.Text;
using System.Text.Json.Nodes;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Microsoft's own parts, as judges of the cards that we write.</summary>
internal static class TeamsJudges
{
    internal const string Place = "tests/BotCoach.Tests/Channels/Teams/judges";

    /// <summary>What each card says when Microsoft's renderer shows it, as JSON; the official schema judges too, where one is given.</summary>
    internal static async Task<string> CardsAsync(IEnumerable<JsonObject> cards, string? schema = null)
    {
        var place = await Npm.InstalledAsync(Place);
        var file = Path.Combine(place, $"cards-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, new JsonArray([.. cards]).ToJsonString());
        var (code, said) = await Npm.RunAsync(place, "node", ["cards.js", file, schema ?? "-"]);
        File.Delete(file);
        Assert.True(code == 0, said.Length > 4_000 ? said[..4_000] : said);
        return said;
    }

    /// <summary>The types of @microsoft/teams.cards, which know what Teams alone knows.</summary>
    internal static async Task TypesAsync(IEnumerable<JsonObject> cards)
    {
        var source = new StringBuilder("import type { IAdaptiveCard, IHorizontalBarChart } from '@microsoft/teams.cards';\n");
        foreach (var (card, n) in cards.Select((c, n) => (c, n))) source.AppendLine($"export const written{n}: IAdaptiveCard = {card.ToJsonString()};");
        foreach (var (wrong, n) in new[] { "{ type: 'Chart.HorizontalBar', data: [{ x: 1 }] }", "{ type: 'Chart.HorizontalBar', titel: 'x' }" }.Select((w, n) => (w, n)))
            source.AppendLine($"// @ts-expect-error\nexport const wrong{n}: IHorizontalBarChart = {wrong};");
        var place = await Npm.InstalledAsync(Place);
        var file = Path.Combine(place, $"written-{Guid.NewGuid():N}.ts");
        await File.WriteAllTextAsync(file, source.ToString());
        var (code, told) = await Npm.RunAsync(place, "node", "node_modules/typescript/bin/tsc", "--strict", "--noEmit", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", file);
        File.Delete(file);
        Assert.True(code == 0, told.Length > 4_000 ? told[..4_000] : told);
    }
}
