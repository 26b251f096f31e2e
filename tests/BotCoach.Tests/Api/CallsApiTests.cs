using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Recaps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Api;

/// <summary>A recorder sends calls over real HTTP: signed, soon, once; and what comes of it is a draft and nothing else.</summary>
public sealed class CallsApiTests
{
    private const string Path = "/api/v1/calls";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_signed_call_becomes_a_draft_for_its_rep_and_sent_again_is_the_same_call(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var (key, secret) = await KeyAsync(of);
        var body = Body(new { id = "rec-1", title = "Acme discovery", heldAt = "2026-03-02T08:30:00Z", rep = "Rita", transcript = RecapHouse.Vtt });
        var first = await SendAsync(of, key, secret, "msg-1", body);
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(("waiting", "Rita"), (first.Json.GetProperty("state").GetString(), first.Json.GetProperty("rep").GetString()));
        await of.Host.RunDueAsync();
        of.Rita.Sees("Recap: Acme");
        Assert.Equal(first.Text, (await SendAsync(of, key, secret, "msg-1", body)).Text);
        var again = await SendAsync(of, key, secret, "msg-2", body);
        Assert.Equal((HttpStatusCode.OK, first.Json.GetProperty("id").GetString(), "drafted"), (again.Status, again.Json.GetProperty("id").GetString(), again.Json.GetProperty("state").GetString()));
        Assert.Equal(1, await of.Host.ReadAsync(db => db.Calls.CountAsync()));
        Assert.Null((await of.DealAsync()).NextStep);
        await of.Rita.PressesAsync("Accept", inRow: "Send the business case");
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 8, 30, 0, TimeSpan.Zero), (await of.DealAsync()).HeardAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_not_signed_or_signed_by_another_or_too_long_ago_or_changed_is_not_let_in(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var (key, secret) = await KeyAsync(of);
        var body = Body(new { rep = "Rita", transcript = RecapHouse.Vtt });
        var now = of.Host.Clock.Now;
        async Task Refused(string why, Task<Sent> sent)
        {
            var answer = await sent;
            Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
            Assert.Contains(why, answer.Text);
        }
        await Refused("not this key", SendAsync(of, key, SigningSecrets.New(), "1", body));
        await Refused("not this key", SendAsync(of, key, secret, "2", body, sent: body.Replace("Rita", "Sam")));
        await Refused("more than 5 minutes", SendAsync(of, key, secret, "3", body, at: now.AddMinutes(-6)));
        await Refused("more than 5 minutes", SendAsync(of, key, secret, "4", body, at: now.AddMinutes(6)));
        await Refused("Name the key", SendAsync(of, Guid.NewGuid(), secret, "5", body));
        await Refused("Name the key", SendAsync(of, Guid.Empty, secret, "6", body));
        await Refused("webhook-id", SendAsync(of, key, secret, "", body));
        using (var bearer = new ApiClient(of.Host.Url, secret))
        {
            await bearer.GetAsync("/api/v1/deals");
            bearer.Is(HttpStatusCode.Unauthorized);
        }
        await of.Host.DoAsync(s => s.GetRequiredService<ApiKeys>().RevokeAsync(key, new Actor(of.House.Ada.PersonId, Role.Admin, "console", By.Click), now));
        await Refused("Name the key", SendAsync(of, key, secret, "7", body));
        Assert.Equal(0, await of.Host.ReadAsync(db => db.Calls.CountAsync()));
    }

    [Theory, OnSqlite]
    public async Task What_is_wrong_with_a_call_is_told_with_its_place_and_nothing_is_kept(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var (key, secret) = await KeyAsync(of);
        async Task Faulty(object body, string place, string why)
        {
            var answer = await SendAsync(of, key, secret, Guid.NewGuid().ToString(), Body(body));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(why, answer.Json.GetProperty("errors").GetProperty(place).GetString());
        }
        await Faulty(new { rep = "Rita" }, "transcript", "Send what was said");
        await Faulty(new { rep = "Rita", transcript = "no transcript at all" }, "transcript", "no transcript that I can read");
        await Faulty(new { rep = "Nobody", transcript = RecapHouse.Vtt }, "rep", "Nobody here");
        await Faulty(new { transcript = RecapHouse.Vtt }, "rep", "Say whose call it was");
        await Faulty(new { rep = "Rita", deal = "none", transcript = RecapHouse.Vtt }, "deal", "no deal of this id");
        await Faulty(new { rep = "Rita", transcript = RecapHouse.Vtt, heldAt = "2027-01-01T00:00:00Z" }, "heldAt", "has not been yet");
        await Faulty(new { rep = "Rita", transkript = "x" }, "transkript", "There is no such field");
        Assert.Equal(0, await of.Host.ReadAsync(db => db.Calls.CountAsync()));
    }

    [Theory, OnSqlite]
    public async Task A_call_at_night_waits_for_the_morning_and_a_sensitive_one_is_held_back(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var (key, secret) = await KeyAsync(of);
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 2, 22, 0, 0, TimeSpan.Zero));
        await SendAsync(of, key, secret, "night", Body(new { rep = "Rita", title = "Acme late", transcript = RecapHouse.Vtt }));
        await SendAsync(of, key, secret, "hush", Body(new { rep = "Rita", title = "Acme quiet", sensitive = true, transcript = RecapHouse.Vtt }));
        await of.Host.RunDueAsync();
        Assert.DoesNotContain(of.Rita.Chat, m => m.Words.Contains("Acme late"));
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 3, 9, 1, 0, TimeSpan.Zero));
        Assert.Contains(of.Rita.Chat, m => m.Words.Contains("Recap: Acme") && m.Words.Contains("Acme late"));
        Assert.Contains(of.Rita.Chat, m => m.Words.Contains("Acme quiet") && m.Words.Contains("held back"));
    }

    [Theory, OnSqlite]
    public async Task A_recorder_that_catches_up_fills_nobodys_chat_and_two_of_them_count_each_for_itself(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var (key, secret) = await KeyAsync(of);
        var (second, other) = await KeyAsync(of, "another recorder");
        var before = of.Rita.Chat.Count;
        for (var i = 0; i < 6; i++) await SendAsync(of, key, secret, $"m{i}", Body(new { id = $"{i}", rep = "Rita", title = $"Acme {i}", transcript = RecapHouse.Vtt }));
        await SendAsync(of, second, other, "m0", Body(new { id = "0", rep = "Rita", title = "Acme by another", transcript = RecapHouse.Vtt }));
        await of.Host.RunDueAsync();
        Assert.Equal(7, await of.Host.ReadAsync(db => db.Calls.CountAsync(c => c.State == CallState.Drafted)));
        Assert.Equal(Urgent.MostAnHour, of.Rita.Chat.Count - before);
    }

    [Theory, OnSqlite]
    public async Task The_deal_its_owner_and_its_attendees_say_whose_call_it_was(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var (key, secret) = await KeyAsync(of);
        await of.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoach.Storage.BotCoachDb>();
            (await db.Deals.FirstAsync(d => d.Id == of.Acme)).ExternalId = "0061";
            (await db.People.FirstAsync(p => p.Id == of.House.Sam.PersonId)).Email = "sam@example.com";
        });
        Assert.Equal("Rita", (await SendAsync(of, key, secret, "a", Body(new { deal = "0061", transcript = RecapHouse.Vtt }))).Json.GetProperty("rep").GetString());
        Assert.Equal("Sam", (await SendAsync(of, key, secret, "b", Body(new { attendees = new[] { new { name = "Dana", email = "dana@acme.example" }, new { name = "Sam", email = "Sam@example.com" } }, transcript = RecapHouse.Vtt }))).Json.GetProperty("rep").GetString());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_is_meant_in_the_zone_of_who_names_it_else_in_the_deals_owners(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        var (key, secret) = await KeyAsync(of);
        await of.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoach.Storage.BotCoachDb>();
            (await db.Deals.FirstAsync(d => d.Id == of.Acme)).ExternalId = "0061";
            var (sam, mona) = (await db.People.FirstAsync(p => p.Id == of.House.Sam.PersonId), await db.People.FirstAsync(p => p.Id == of.House.Mona.PersonId));
            (sam.Zone, sam.Email, mona.Zone) = ("Pacific/Auckland", "sam@us.example", "Pacific/Auckland");
        });
        // a Sunday evening for Rita, whose deal it is, and Monday morning for Sam and for Mona, whose draft it is
        var transcript = "Rita: Thanks for the time.\nDana Reyes: We lose 20 hours a week.\nRita: I will send you the offer tomorrow.\nS. Lee: I will send you the security answers tomorrow.\nDana Reyes: I will send you the contract tomorrow.\n";
        await SendAsync(of, key, secret, "zones", Body(new { deal = "0061", rep = "Mona", heldAt = "2026-03-01T20:00:00Z", title = "Acme", attendees = new object[] { new { name = "S. Lee", email = "Sam@us.example" } }, transcript }));
        await of.Host.RunDueAsync();
        Assert.Equal(new NodaTime.LocalDate(2026, 3, 2), (await of.CallAsync()).HeldOn);
        var due = (await of.LinesAsync()).Where(l => l.Kind == LineKind.NextStep).ToDictionary(l => l.Of(LineDetail.Owner)!, l => l.Of(LineDetail.Due));
        Assert.Equal(new Dictionary<string, string?> { ["Rita"] = "2026-03-02", ["Sam"] = "2026-03-03", ["Dana Reyes"] = "2026-03-02" }, due);
    }

    [Fact]
    public void A_signature_is_the_one_of_the_standards_own_example() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        SigningSecrets.Of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "{\"test\": 2432232314}"));

    private static string Body(object body) => JsonSerializer.Serialize(body);

    private static async Task<(Guid Id, string Secret)> KeyAsync(RecapHouse of, string name = "recorder")
    {
        // the ring of keys is written where no unit of work is open
        of.Host.App.Services.GetRequiredService<SigningSecrets>().Protect("");
        string? secret = null;
        await of.Host.DoAsync(async s => (secret, _) = await s.GetRequiredService<ApiKeys>().MakeAsync(
            field => field == "name" ? name : ApiScopes.WriteCalls, new Actor(of.House.Ada.PersonId, Role.Admin, "console", By.Click), of.Host.Clock.Now));
        return (await of.Host.ReadAsync(db => db.ApiKeys.Where(k => k.Name == name).Select(k => k.Id).SingleAsync()), secret!);
    }

    private static async Task<Sent> SendAsync(RecapHouse of, Guid key, string secret, string id, string body, DateTimeOffset? at = null, string? sent = null)
    {
        var seconds = (at ?? of.Host.Clock.Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var http = new HttpClient { BaseAddress = of.Host.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, key == Guid.Empty ? Path : $"{Path}?key={key}") { Content = new StringContent(sent ?? body, Encoding.UTF8, "application/json") };
        if (id.Length > 0) request.Headers.TryAddWithoutValidation("webhook-id", id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", seconds);
        request.Headers.TryAddWithoutValidation("webhook-signature", $"v1,bm8= {SigningSecrets.Of(secret, id, seconds, body)}");
        using var answer = await http.SendAsync(request);
        return new Sent(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed record Sent(HttpStatusCode Status, string Text)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    }
}
