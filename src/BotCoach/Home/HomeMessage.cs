using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;

namespace BotCoach.Home;

/// <summary>The words of the home: the day, what is due, what to walk today, and one's own settings.</summary>
public static class HomeMessage
{
    private const int MostStep = 90;
    private const int MostCriterion = 90;
    private const int MissingNamed = 2;

    public static Message Of(HomeView home)
    {
        if (home.Reader.Role == Role.Reader) return OfReader(home);
        var today = home.Day.Today;
        List<Block> blocks = [new Heading($"{DayMessage.Whose(home.Reader)} {today.ToString("dddd, d MMMM", CultureInfo.InvariantCulture)}"), .. DayMessage.BlocksOf(home.Day)];
        if (home.Day.Counts.Open > 0) blocks.AddRange(Steps(home));
        if (home.Checklists.Count > 0) blocks.AddRange([new Heading("Today's checklist"), new Rows([.. home.Checklists.Select(RowOf)])]);
        blocks.AddRange([new Heading("Your settings"), .. SettingsMessage.BlocksOf(home.Reader, home.Workspace, home.Calendar, home.Now)]);
        if (home.Unannounced is { } unknown) blocks.Add(new Paragraph($"{unknown} A calendar file (.ics) with them, dropped into our chat, puts that right."));
        if (home is { Reader.Role: Role.Admin, Workspace.OnTeams: not null })
            blocks.Add(new Paragraph($"{(home.Workspace.TeamsOn.Count == 0 ? "Briefs go to nobody yet." : $"Briefs go to {Wording.List([.. home.Workspace.TeamsOn])} alone.")} {Text.Type("setup")} turns teams on."));
        if (home.Reader.Role == Role.Admin)
            blocks.Add(new Paragraph($"Deals come in by CSV file: drop one into our chat, or type {Text.Type("import")}. A second platform joins this company with {Text.Type("join")}.", Quiet: true));
        return new Message(DayMessage.Summary(home.Day).Words, blocks);
    }

    private static Message OfReader(HomeView home) => new("How we sell here, and the company's figures",
        [new Heading("How we sell here"), .. ReaderMessage.Opening, new Heading("Your settings"), .. SettingsMessage.BlocksOf(home.Reader, home.Workspace, home.Calendar, home.Now)]);

    private static IEnumerable<Block> Steps(HomeView home)
    {
        yield return new Heading("Next steps due");
        if (home.Steps.First.Count == 0) yield return new Paragraph("None today or in the next three working days.");
        else yield return new Rows([.. home.Steps.First.Select(d => RowOf(d, home))]);
        if (home.Steps.All > home.Steps.First.Count) yield return new Paragraph($"…and {home.Steps.All - home.Steps.First.Count} more.", Quiet: true);
    }

    private static Row RowOf(Deal deal, HomeView home)
    {
        var side = deal.NextStepSide == Side.Buyer ? "they act" : null;
        var owner = deal.OwnerId == home.Reader.Id ? null : home.Steps.Names.GetValueOrDefault(deal.OwnerId);
        var rest = new[] { Wording.Short(deal.NextStep ?? "", MostStep), Wording.Day(deal.NextStepOn ?? home.Day.Today, home.Day.Today), side, owner };
        return new Row(new Text([Text.Strong(deal.Name), new Plain($" · {string.Join(" · ", rest.OfType<string>())}")]), [new Button("Open", "deal.show", $"{deal.Id}")]);
    }

    private static Row RowOf(HomeChecklist list)
    {
        var named = list.Missing.Take(MissingNamed).Select(m => Wording.Short(m.TrimEnd('.'), MostCriterion)).ToList();
        var more = list.Missing.Count > named.Count ? $"; and {list.Missing.Count - named.Count} more" : "";
        return new Row(
            new Text([Text.Strong(list.Deal.Name), new Plain($" · {list.Stage}: {list.Missing.Count} of {list.Asked} still missing")]),
            [new Button("Walk it", "walk.open", $"{list.Deal.Id}")], $"{string.Join("; ", named)}{more}");
    }
}
