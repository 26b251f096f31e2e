using System.Text;
using BotCoach.Recaps;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Recaps;

/// <summary>Who brings a call can say that it is held back: nothing is drafted of it, and no model is asked, until its rep says otherwise.</summary>
public sealed class HeldBackTests
{
    private const string Pasted = "Rita: Thanks for the time.\nDana Reyes: We lose 20 hours a week.\nRita: I will send you the offer on Friday.\nDana Reyes: Good.";

    [Theory, OnSqlite, OnPostgres]
    public async Task By_the_form_above_what_is_pasted_or_beside_a_file(Db kind)
    {
        await using var model = await FakeOpenAi.StartAsync(_ => "{}");
        await using var of = await RecapHouse.OpenAsync(kind, model.Settings);
        await of.Rita.TypesAsync("recap");
        await of.Rita.FillsAsync(("deal", $"{of.Acme}"), ("words", Pasted), ("hold", "hold"));
        of.Rita.Sees("is held back");
        await of.Rita.SaysAsync($"Please hold this back\n{Pasted}");
        of.Rita.Sees("is held back");
        await of.Rita.SharesSayingAsync("hold it back for now", ("Acme discovery.vtt", RecapHouse.File));
        of.Rita.Sees("is held back");
        await of.Host.RunDueAsync();
        Assert.Equal([CallState.HeldBack], await of.Host.ReadAsync(db => db.Calls.Select(c => c.State).Distinct().ToListAsync()));
        Assert.Equal((3, 0), (await of.Host.ReadAsync(db => db.Calls.CountAsync()), await of.Host.ReadAsync(db => db.CallLines.CountAsync())));
        Assert.Empty(model.Requests);
        await of.Rita.PressesAsync("Draft it all the same");
        await of.Host.RunDueAsync();
        Assert.NotEmpty(model.Requests);
    }

    [Theory, OnSqlite]
    public async Task What_somebody_says_in_the_call_of_holding_back_holds_nothing_back(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Rita.SaysAsync($"Dana Reyes: We hold the money back until June.\n{Pasted}");
        await of.Rita.SharesSayingAsync("do not hold it back", ("Acme discovery.vtt", RecapHouse.File));
        Assert.Equal([CallState.Waiting], await of.Host.ReadAsync(db => db.Calls.Select(c => c.State).Distinct().ToListAsync()));
    }

    [Theory, OnSqlite]
    public async Task The_companys_words_are_looked_for_in_the_whole_name_of_the_file(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.House.Ada.TypesAsync("calls");
        await of.House.Ada.FillsAsync(("days", "30"), ("words", "geschäftsgeheim\nvtt"));
        await of.Rita.SharesAsync(($"Acme {new string('x', 210)} Gescha\u0308ftsgeheim.srt", Encoding.UTF8.GetBytes("1\n00:00:01,000 --> 00:00:02,000\nRita: We talk.\n")));
        of.Rita.Sees("is held back");
        await of.SharesAsync("Acme_discovery.vtt");
        Assert.Equal(2, await of.Host.ReadAsync(db => db.Calls.CountAsync(c => c.State == CallState.HeldBack)));
    }

    [Theory]
    [InlineData("Please hold this call back:", true)]
    [InlineData("Confidential: hold this back", true)]
    [InlineData("do not hold it back", false)]
    [InlineData("Dana Reyes: We hold the money back until June.", false)]
    public void The_line_above_a_pasted_call_may_have_a_colon_but_not_a_speaker(string line, bool holds) => Assert.Equal(holds, RecapTerms.AsksAbove(line));
}
