using System.Net;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace BotCoach.Tests.Api;

/// <summary>Deals that another system puts and reads: found as an import finds them, moved by the gate, and refused with every reason at its place.</summary>
public sealed class DealsApiTests(ITestOutputHelper output)
{
    private const string Path = "/api/v1/deals/A-1";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_is_made_changed_and_read_back(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await crm.PutAsync(Path, new { name = "Acme rollout", account = "Acme", owner = "rita", amount = 12000.50, currency = "eur", closeDate = "2026-06-30", facts = new { problem = "Month end takes two days" }, custom = new { Region = "North" } });
        crm.Is(HttpStatusCode.Created);
        Assert.Equal(Path, crm.Answer.Headers.Location!.OriginalString);
        await crm.PutAsync(Path, new { amount = 13000, nextStep = new { text = "Send the proposal", date = "2026-03-09", side = "us" }, custom = new { Region = (string?)null, Tier = "2" }, closeDate = (string?)null, championStrength = 4 });
        crm.Is(HttpStatusCode.OK);

        await crm.GetAsync(Path);
        crm.Is(HttpStatusCode.OK);
        var deal = crm.Json;
        Assert.Equal(("Acme rollout", "Acme", 13000m, "EUR"), (deal.GetProperty("name").GetString(), deal.GetProperty("account").GetString(), deal.GetProperty("amount").GetDecimal(), deal.GetProperty("currency").GetString()));
        Assert.False(deal.TryGetProperty("closeDate", out _));
        Assert.Equal("""{"Tier":"2"}""", deal.GetProperty("custom").GetRawText());
        Assert.Equal("Send the proposal", deal.GetProperty("nextStep").GetProperty("text").GetString());
        Assert.Equal(("one", "Rita"), (deal.GetProperty("stage").GetProperty("id").GetString(), deal.GetProperty("owner").GetProperty("name").GetString()));
        Assert.Equal($"\"{deal.GetProperty("revision").GetInt64()}\"", crm.Answer.Headers.ETag!.Tag);
        Assert.All(await house.EventsAsync(await IdAsync(house)), e => Assert.Equal((By.ApiKey, "api:CRM", (Guid?)null), (e.ActorBy, e.ActorChannel, e.ActorId)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_deal_where_every_deal_begins_is_worked_at_once_and_one_further_on_waits_for_its_owner(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await house.AtWorkAsync();
        await crm.PutAsync(Path, new { name = "Fresh", owner = "Rita" });
        crm.Is(HttpStatusCode.Created);
        await crm.PutAsync("/api/v1/deals/A-2", new { name = "Further", owner = "Rita", stage = "Evaluation", started = "2026-01-05" });
        crm.Is(HttpStatusCode.Created);
        await crm.PutAsync("/api/v1/deals/A-3", new { name = "Over", owner = "Rita", status = "won", reason = "Best fit", closed = "2026-02-02" });
        crm.Is(HttpStatusCode.Created);
        await house.Host.RunDueAsync();
        Assert.Equal([(Triage.None, "one"), (Triage.Waiting, "two"), (Triage.None, "three")],
            (await house.Host.ReadAsync(db => db.Deals.OrderBy(d => d.ExternalId).Select(d => new { d.Triage, d.StageId }).ToListAsync())).Select(d => (d.Triage, d.StageId)));
        Assert.Single(house.Rita.Chat, m => m.Words.Contains("Further"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_gate_says_what_is_missing_and_then_nothing_was_changed(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita" });
        await crm.PutAsync(Path, new { stage = "two", amount = 500, facts = new { impact = "40 hours a month" } });
        crm.Is(HttpStatusCode.Conflict);
        Assert.Equal("application/problem+json", crm.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["problem-told", "champion-named"], crm.Json.GetProperty("gate").GetProperty("missing").EnumerateArray().Select(m => m.GetProperty("id").GetString()));
        Assert.Null((await house.ReadAsync(await IdAsync(house))).Amount);
        await crm.PutAsync(Path, new { answers = new Dictionary<string, object> { ["competitors-known"] = new { text = "They also talk to Globex" } }, custom = new { Rating = "hot" } });
        await house.Rita.TypesAsync("/coach Acme");
        house.Rita.Sees("on CRM's word");

        await crm.PutAsync(Path, new
        {
            stage = "two", amount = 500, facts = new { impact = "40 hours a month" }, answers = new Dictionary<string, object> { ["problem-told"] = new { text = "Dana told us on 2 March that month end takes two days" } },
            stakeholders = new[] { new { name = "Dana Lee", role = "champion", title = "CFO" } },
        });
        crm.Is(HttpStatusCode.OK);
        Assert.Equal("two", (await house.ReadAsync(await IdAsync(house))).StageId);
        Assert.Equal("claimed", await house.Host.ReadAsync(db => db.Answers.Where(a => a.CriterionId == "problem-told").Select(a => a.State.ToString().ToLower()).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Past_the_gate_goes_only_a_key_that_may_and_the_manager_is_told(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Book() with { Rules = TestBook.Book().Rules with { MayOverride = ["manager", "admin"] } });
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await house.AtWorkAsync();
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita" });
        var past = new { stage = "two", @override = new { reason = "The board decided it in January" } };
        await crm.PutAsync(Path, past);
        crm.Is(HttpStatusCode.Forbidden);
        Assert.Contains("deals:override", crm.Text);
        using var boss = await ApiClient.OfAsync(house.Host, house.Ada, "Board tool", ApiScopes.WriteDeals, ApiScopes.Override);
        await boss.PutAsync(Path, new { stage = "two", @override = new { reason = "tbd" } });
        boss.Is(HttpStatusCode.Conflict);
        await boss.PutAsync(Path, past);
        boss.Is(HttpStatusCode.OK);
        await house.Host.RunDueAsync();
        Assert.Contains(house.Mona.Chat, m => m.Words.Contains("Board tool moved Acme"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Everything_that_is_wrong_is_told_at_its_place_at_once(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await crm.PutAsync(Path, """{"name":1,"closeDate":"31/03/2026","nmae":"x","stakeholders":[{"role":7}],"facts":"none","nextStep":{"when":"soon"}}""");
        crm.Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["closeDate", "facts", "name", "nextStep.when", "nmae", "stakeholders[0].role"], Places(crm));
        Assert.Contains("There is no such field. There are name, account", crm.Text);
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita", amount = -1, currency = "euro", status = "open?", championStrength = 9, heardAt = "2026-04-02T08:00:00Z", facts = new { mood = "good" }, nextStep = new { side = "them" }, artifacts = new[] { new { id = "action-plan", link = "ftp://x" } }, stakeholders = new[] { new { name = "tbd", role = "boss" } } });
        Assert.Equal(["amount", "artifacts[0].link", "championStrength", "currency", "facts.mood", "heardAt", "nextStep.side", "stakeholders[0].name", "stakeholders[0].role", "status"], Places(crm));
        await crm.PutAsync(Path, new { });
        Assert.Equal(["name", "owner"], Places(crm));
        await crm.PutAsync(Path, new { name = "Acme", owner = "nobody@example.com" });
        Assert.Equal(["owner"], Places(crm));
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita", stage = "Nowhere" });
        Assert.Equal(["stage"], Places(crm));
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita", artifacts = new[] { new { id = "poem", link = "https://files.example.com/p" } }, answers = new Dictionary<string, object?> { ["no-such"] = null, ["problem-told"] = new { text = "n/a" } } });
        Assert.Equal(["answers.no-such", "answers.problem-told", "artifacts[0].id"], Places(crm));
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest, "line 1")]
    [InlineData("""{"name":"a","name":"b"}""", HttpStatusCode.BadRequest, "twice")]
    [InlineData("[]", HttpStatusCode.UnprocessableEntity, "Send an object")]
    [InlineData("""{"name":"a\u0000b","owner":"Rita"}""", HttpStatusCode.UnprocessableEntity, "name")]
    public async Task What_is_no_JSON_or_another_shape_is_said_in_words(string sent, HttpStatusCode status, string says)
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await crm.SendAsync(HttpMethod.Put, Path, sent, "application/json");
        crm.Is(status);
        Assert.Contains(says, crm.Text);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_change_over_another_revision_than_was_seen_is_refused(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await crm.PutAsync(Path, new { name = "Acme", owner = "Rita" });
        var seen = crm.Answer.Headers.ETag!.Tag;
        await house.Rita.SaysAsync("heard Acme");
        await crm.PutAsync(Path, new { amount = 5 }, ("If-Match", seen));
        crm.Is(HttpStatusCode.PreconditionFailed);
        await crm.GetAsync(Path);
        await crm.PutAsync(Path, new { amount = 5 }, ("If-Match", crm.Answer.Headers.ETag!.Tag));
        crm.Is(HttpStatusCode.OK);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_from_chat_or_a_file_is_known_again_by_its_id_or_its_account_and_name(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        await house.DealAsync(house.Rita, "Typed", d => d.Account = "Acme");
        await crm.PutAsync(Path, new { name = "Typed", account = "Acme", owner = "Sam" });
        crm.Is(HttpStatusCode.OK);
        var typed = await house.ReadAsync(await IdAsync(house));
        Assert.Equal((house.Sam.PersonId, "chat"), (typed.OwnerId, typed.Source));
        await house.Host.ImportAsync(Csv.File("deals.csv", "id,name,account,owner,stage,amount", "A-1,Typed,Acme,Sam,Discovery,77", "B/2,Filed,Beta,Sam,Discovery,5"));
        Assert.Equal(2, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
        await crm.PutAsync("/api/v1/deals/B%2F2", new { amount = 6 });
        crm.Is(HttpStatusCode.OK);
        Assert.Equal([77m, 6m], await house.Host.ReadAsync(db => db.Deals.OrderBy(d => d.ExternalId).Select(d => d.Amount!.Value).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Deals_are_listed_page_by_page_and_since_an_instant(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        for (var i = 0; i < 5; i++) await crm.PutAsync($"/api/v1/deals/A-{i}", new { name = $"Deal {i}", owner = "Rita" });
        var (seen, next) = (new List<string>(), "");
        do
        {
            await crm.GetAsync($"/api/v1/deals?limit=2{next}");
            crm.Is(HttpStatusCode.OK);
            seen.AddRange(crm.Json.GetProperty("deals").EnumerateArray().Select(d => d.GetProperty("externalId").GetString()!));
            next = crm.Json.TryGetProperty("next", out var more) ? $"&after={more.GetString()}" : "";
        }
        while (next.Length > 0);
        Assert.Equal(["A-0", "A-1", "A-2", "A-3", "A-4"], seen.Order());
        await house.Host.JumpAsync(TimeSpan.FromHours(2));
        var since = house.Host.Clock.Now;
        await crm.PutAsync("/api/v1/deals/A-3", new { amount = 9 });
        await crm.GetAsync($"/api/v1/deals?since={since:yyyy-MM-ddTHH:mm:ssZ}");
        Assert.Equal("A-3", crm.Json.GetProperty("deals").EnumerateArray().Single().GetProperty("externalId").GetString());
        foreach (var wrong in (string[])["limit=0", "limit=many", "after=x", "since=yesterday"])
        {
            await crm.GetAsync($"/api/v1/deals?{wrong}");
            Assert.True((int)crm.Status is 400 or 422, $"{wrong}: {crm.Status}");
            Assert.Contains(wrong.Split('=')[0], crm.Text);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_document_can_be_sent_again_whatever_became_of_the_deal(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        var lost = new { name = " Acme ", owner = "Rita", status = "lost", reason = "Price", nextStep = new { text = "Call them", date = "2026-03-09" }, segment = " " };
        foreach (var status in (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.OK])
        {
            await crm.PutAsync(Path, lost);
            crm.Is(status);
        }
        var deal = await house.ReadAsync(await IdAsync(house));
        Assert.Equal(("Acme", null), (deal.Name, deal.Segment));
        await crm.PutAsync(Path, new { stage = "two" });
        crm.Is(HttpStatusCode.Conflict);
        await crm.PutAsync(Path, new { status = "open", nextStep = new { text = "Call them", date = "2026-03-09" } });
        crm.Is(HttpStatusCode.OK);
        Assert.Equal("Call them", (await house.ReadAsync(deal.Id)).NextStep);
        await crm.PutAsync(Path, new { closeDate = "9999-12-31" });
        Assert.Equal(["closeDate"], Places(crm));
        await crm.PutAsync(Path, """{"name":null}""");
        Assert.Equal(["name"], Places(crm));
        await crm.PutAsync(Path, new { name = "  " });
        Assert.Equal(["name"], Places(crm));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_at_once_make_each_deal_once_and_what_the_gate_refuses_is_counted(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var clients = new List<ApiClient>();
        for (var i = 0; i < 6; i++) clients.Add(await ApiClient.OfAsync(house.Host, house.Ada, $"CRM {i}", ApiScopes.WriteDeals));
        await Task.WhenAll(clients.Select(c => c.PutAsync(Path, new { name = "Acme", owner = "Rita", stage = "two" })));
        Assert.All(clients, c => Assert.True(c.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{c.Status}: {c.Text}"));
        Assert.Single(clients, c => c.Status == HttpStatusCode.Created);
        Assert.Equal(1, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
        await clients[0].PutAsync(Path, new { stage = "three" });
        clients[0].Is(HttpStatusCode.Conflict);
        Assert.Equal("three", await house.Host.ReadAsync(db => db.GateRefusals.Select(r => r.Target).SingleAsync()));
        clients.ForEach(c => c.Dispose());
    }

    /// <summary>The same deals, the same question, by an API key: what the gate says is what the file of the deal says.</summary>
    [Theory, OnSqlite, OnPostgres]
    public async Task The_verdict_is_the_gates_own(Db kind)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var house = await DealHouse.OpenAsync(kind);
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        var (moved, refused) = (0, 0);
        for (var i = 0; i < 40; i++)
        {
            var number = i;
            var id = await house.DealAsync(house.Rita, $"Deal {i:00}", d => Fill(d, random, number), random.Next(2) == 0 ? [] : [TestBook.Person("champion", random.Next(4) == 0 ? "tbd" : "Dana Lee")]);
            var target = random.Next(3) switch { 0 => "two", 1 => "three", _ => StageGate.Won };
            var gate = await house.Host.ReadAsync(async db =>
            {
                var file = await new DealFiles(db, new StageShelf(db, new BookCache()), new DealOrigins(db)).OpenAsync(await db.Deals.AsNoTracking().SingleAsync(d => d.Id == id));
                return StageGate.Ask(file, target, file.Today(TestBook.Now), TestBook.Now);
            });
            var before = await house.ReadAsync(id);
            await crm.PutAsync($"/api/v1/deals/X-{i}", target == StageGate.Won ? new { status = "won", reason = "They signed", stage = (string?)null } : new { status = "open", reason = "On", stage = (string?)target });
            var after = await house.ReadAsync(id);
            if (before.StageId == target || (gate.Refusal is not null && target != StageGate.Won)) continue;
            Assert.Equal(gate.Yes ? HttpStatusCode.OK : HttpStatusCode.Conflict, crm.Status);
            if (gate.Yes) Assert.Equal(target == StageGate.Won ? "Won" : target, target == StageGate.Won ? $"{after.Status}" : after.StageId);
            else Assert.Equal(gate.Missing.Select(m => m.Id), crm.Json.GetProperty("gate").GetProperty("missing").EnumerateArray().Select(m => m.GetProperty("id").GetString()!));
            if (!gate.Yes) Assert.Equal(before.Revision, after.Revision);
            (moved, refused) = gate.Yes ? (moved + 1, refused) : (moved, refused + 1);
        }
        Assert.True(refused > 0, $"none of {moved} was refused");
    }

    private static Task<Guid> IdAsync(DealHouse house) => house.Host.ReadAsync(db => db.Deals.Where(d => d.ExternalId == "A-1").Select(d => d.Id).SingleAsync());

    private static IEnumerable<string> Places(ApiClient client) => client.Json.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);

    private static void Fill(Deal deal, Random random, int number)
    {
        deal.ExternalId = $"X-{number}";
        deal.StageId = random.Next(4) switch { 0 => "two", 1 => "three", _ => "one" };
        deal.Amount = random.Next(3) switch { 0 => null, 1 => 0, _ => 500 };
        if (random.Next(3) > 0) deal.Facts["problem"] = random.Next(4) == 0 ? "n/a" : "Month end takes two days";
        if (random.Next(3) > 0) deal.Facts["impact"] = random.Next(3) == 0 ? "quite a lot" : "40 hours a month";
        if (random.Next(2) == 0) (deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed) = ("Sign", TestBook.Today.PlusDays(random.Next(-2, 3)), random.Next(3) > 0);
    }
}
