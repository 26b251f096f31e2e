using System.Text;
using BotCoach.Deals;
using BotCoach.Recaps;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Recaps;

/// <summary>A company whose rep Rita has a call with Dana of Acme, in the discovery of the seven stages; the day is Monday 2 March 2026.</summary>
internal sealed class RecapHouse(DealHouse house, Guid acme) : IAsyncDisposable
{
    public const string Vtt = """
        WEBVTT

        00:00:03.000 --> 00:00:09.000
        <v Rita>Thanks for joining, Dana. What happens today when a new customer signs?</v>

        00:00:10.000 --> 00:00:20.000
        <v Dana Reyes>Today it takes our team 31 days to go live, and every week of delay costs us about 20,000 dollars.</v>

        00:00:21.000 --> 00:00:25.000
        <v Rita>And what would success look like for you?</v>

        00:00:26.000 --> 00:00:34.000
        <v Dana Reyes>Success for us would be to go live within 10 days by June, without hiring anybody.</v>

        00:00:39.000 --> 00:00:48.000
        <v Dana Reyes>We tried a spreadsheet last year, and it did not work because nobody kept it up.</v>

        00:00:49.000 --> 00:00:57.000
        <v Dana Reyes>My concern is the price, it is too expensive compared to Northbeam.</v>

        00:00:58.000 --> 00:01:05.000
        <v Rita>I will send you the business case by Thursday.</v>

        00:01:06.000 --> 00:01:15.000
        <v Dana Reyes>Our CFO, Omar Haddad, has to approve the budget. I will introduce you to him next Tuesday.</v>

        00:01:16.000 --> 00:01:20.000
        <v Rita>Perfect, talk to you then.</v>
        """;

    public static readonly byte[] File = Encoding.UTF8.GetBytes(Vtt);

    public DealHouse House => house;
    public CoachHost Host => house.Host;
    public Driver Rita => house.Rita;
    public Guid Acme => acme;

    public static async Task<RecapHouse> OpenAsync(Db kind, params string[] settings)
    {
        var house = await DealHouse.OpenAsync(kind, BuiltInBooks.Open(BuiltInBooks.SevenStages), settings);
        var acme = await house.DealAsync(house.Rita, "Onboarding rollout", d => (d.Account, d.StageId) = ("Acme", "discovery"));
        await house.DealAsync(house.Rita, "Reporting", d => (d.Account, d.StageId) = ("Beta Foods", "discovery"));
        await house.AtWorkAsync();
        return new RecapHouse(house, acme);
    }

    /// <summary>The draft of the call with Acme is before Rita.</summary>
    public static async Task<RecapHouse> DraftedAsync(Db kind)
    {
        var of = await OpenAsync(kind);
        await of.SharesAsync("Acme discovery.vtt");
        return of;
    }

    public async Task SharesAsync(string name, byte[]? content = null)
    {
        await Rita.SharesAsync((name, content ?? File));
        await Host.RunDueAsync();
    }

    /// <summary>The rep has had time to read.</summary>
    public void ReadsOn() => Host.Clock.Advance(TimeSpan.FromMinutes(1));

    public Task<Deal> DealAsync() => house.ReadAsync(acme);

    public Task<List<CallLine>> LinesAsync() => Host.ReadAsync(db => db.CallLines.AsNoTracking().OrderBy(l => l.No).ToListAsync());

    public Task<Call> CallAsync() => Host.ReadAsync(db => db.Calls.AsNoTracking().SingleAsync());

    public ValueTask DisposeAsync() => house.DisposeAsync();
}
