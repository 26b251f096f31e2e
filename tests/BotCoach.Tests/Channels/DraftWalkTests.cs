using BotCoach.Stages;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels;

/// <summary>An admin changes the process from a new stage to its publishing, in Slack and in Teams. On the page: see the browser's walk.</summary>
public sealed class DraftWalkTests
{
    /// <summary>As far as a rule that cannot be read, whose problem then stands at its field.</summary>
    public const string ToTheProblem =
        """
        as Tom Okafor
        type /coach stages edit new business
        expect It says the same as what is published
        press Add a stage
        fill Name = Security review
        fill What it is to prove = Their security team has said yes.
        fill After which stage = Qualification
        submit
        expect “Security review” is a new stage, after “Qualification”.
        press Edit beside 3. Security review
        press Open beside Exit criteria
        press Add a criterion
        fill The sentence = Their security team has our pack.
        fill What counts as evidence = Their words from a recap
        fill Rules that count too = amount is wonderful
        submit
        expect an amount is a number
        """;

    /// <summary>The field where that problem stands.</summary>
    public const string Field = "Rules that count too";

    /// <summary>From the problem on, to a rep who sees what was published.</summary>
    public const string ToTheRep =
        """
        fill Rules that count too = amount >= 5k
        submit
        expect 1. Their security team has our pack.
        press Edit beside 1. Their security team has our pack.
        fill The sentence = Their security team has read our pack.
        submit
        expect 1. Their security team has read our pack.
        press Add a criterion
        fill The sentence = The day of their answer is known.
        fill What counts as evidence = Their words from a recap
        fill Required = No
        submit
        expect 2. The day of their answer is known. (advisory)
        press Move up beside 2. The day of their answer
        expect 1. The day of their answer is known.
        press The whole draft
        expect Security review: “Their security team has read our pack.” is asked now, required
        press Edit beside 1. Targeting
        press Open beside Exit criteria
        press Edit beside 2. You have a clear first outreach angle
        fill What counts as evidence = Your manager's yes
        submit
        press Take away beside 1. You have a reason to believe
        expect 1. You have a clear first outreach angle
        press The whole draft
        expect your manager's yes counts too
        expect “You have a reason to believe there is a problem worth discussing.” is not asked any more.
        press Edit beside 3. Security review
        press Move up
        expect “Security review” is a new stage, after “Targeting and lead capture”.
        press Preview and publish
        expect New business, version 2
        expect What changes
        press Publish to everyone
        expect Version 2 of New business is published.
        as Maya Chen
        type /coach stages new business
        expect 2. Security review
        """;

    [Fact]
    public async Task An_admin_edits_and_publishes_in_Slack()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        var tom = await house.InSlackAsync("Tom Okafor");
        await Tour.Parse(ToTheProblem).RunAsync(tom);
        var (block, says) = Assert.Single(tom.User.Modal!.Errors);
        Assert.Contains("an amount is a number", says);
        Assert.Equal(Field, tom.User.Modal.Blocks.Single(b => b!["block_id"]?.ToString() == block)!["label"]!["text"]!.ToString());
        await Tour.Parse(ToTheRep).RunAsync(tom);
        await PublishedAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Fact]
    public async Task An_admin_edits_and_publishes_in_Teams()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        await house.JoinAsync();
        await house.InTeamsAsync("Maya Chen");
        var tom = await house.InTeamsAsync("Tom Okafor");
        await Tour.Parse(InTeams(ToTheProblem)).RunAsync(tom);
        var lines = CardWalk.All(tom.Dialog!.Form!.Card).ToList();
        var at = lines.FindIndex(l => l["label"]?.ToString() == Field);
        Assert.Contains("an amount is a number", lines.Skip(at + 1).TakeWhile(l => l["label"] is null).Select(l => l.ToJsonString()).Aggregate("", string.Concat));
        await Tour.Parse(InTeams(ToTheRep)).RunAsync(tom);
        await PublishedAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    private static string InTeams(string walk) => walk.Replace("type /coach ", "type ", StringComparison.Ordinal);

    private static async Task PublishedAsync(BothHouse house)
    {
        var document = await house.ReadAsync(db => db.ProcessVersions.Where(v => v.State == VersionState.Published && v.Number == 2).Select(v => v.Document).SingleAsync());
        var book = StageBookJson.Read(document);
        Assert.Equal(["Targeting and lead capture", "Security review", "Qualification"], book.Stages.Take(3).Select(s => s.Name));
        Assert.Equal([("The day of their answer is known.", false), ("Their security team has read our pack.", true)], book.Stages[1].Exit.Select(c => (c.Text, c.Required)));
        Assert.Equal([new Evidence(EvidenceKind.Quote), new Evidence(EvidenceKind.Rule, "amount >= 5k")], book.Stages[1].Exit[1].Accepts.AsEnumerable());
        Assert.Equal("target-outreach-angle", Assert.Single(book.Stages[0].Exit).Id);
        Assert.Contains(new Evidence(EvidenceKind.Approver, "manager"), book.Stages[0].Exit[0].Accepts);
    }
}
