using System.Net;
using System.Text;
using BotCoach.Crm.Wire.HubSpot;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeCrm;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Crm;

public class CrmEndTests
{
    private const string Secret = "hook-secret";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_webhook_is_believed_by_its_signature_alone_and_may_come_five_times_and_out_of_order(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var (acme, beta) = (house.World.Add("Acme rollout"), house.World.Add("Beta"));
        await house.BeginAsync(("CRM_HOOK_SECRET", Secret));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        house.World.Change(acme, d => d.Amount = 2);
        house.World.Change(acme, d => d.Amount = 3);
        house.World.Change(beta, d => d.Archived = true);
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync(house, "[]", "another secret"));
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync(house, "[]", Secret, age: TimeSpan.FromMinutes(6)));
        Assert.Equal(HttpStatusCode.Unauthorized, await HookAsync(house, "[]", Secret, link: Guid.NewGuid()));
        await house.RunAsync();
        Assert.Equal(1000, (await house.DealAsync(acme)).Amount);
        string[] bodies = [$$"""[{"subscriptionType":"deal.deletion","objectId":{{beta.Id}}}]""", $$"""[{"subscriptionType":"deal.propertyChange","objectId":{{acme.Id}},"propertyValue":"2"}]"""];
        foreach (var body in (string[])[bodies[0], bodies[1], bodies[0], bodies[1], bodies[1]]) Assert.Equal(HttpStatusCode.OK, await HookAsync(house, body, Secret));
        house.Crm.Forget();
        await house.RunAsync();
        Assert.Equal((3, DealStatus.Disqualified), ((await house.DealAsync(acme)).Amount, (await house.DealAsync(beta)).Status));
        Assert.InRange(house.Crm.Log.Count, 1, 4);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_was_deleted_there_is_closed_its_owner_told_and_it_comes_back_with_it(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync();
        house.World.Change(acme, d => d.Archived = true);
        await house.Host.JumpAsync(TimeSpan.FromHours(25));
        var deal = await house.DealAsync(acme);
        Assert.Equal((DealStatus.Disqualified, "Deleted in HubSpot."), (deal.Status, deal.OutcomeReason));
        Assert.Contains(ann.Chat, m => m.Words.Contains("is closed here: deleted in HubSpot"));
        house.World.Change(acme, d => d.Archived = false);
        await house.PollAsync();
        Assert.Equal(DealStatus.Open, (await house.DealAsync(acme)).Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_deals_that_are_merged_while_their_checklists_are_walked_go_on_as_one(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var (acme, twin) = (house.World.Add("Acme rollout"), house.World.Add("Acme again"));
        var ann = await house.AnnAsync();
        var (goesOn, ends) = ((await house.DealAsync(acme)).Id, (await house.DealAsync(twin)).Id);
        await house.StepAsync(ann, acme, "Call them");
        await ann.TypesAsync("walk acme again");
        var card = ann.LastMessage!;
        var press = card.Message.Blocks.OfType<BotCoach.Channels.Buttons>().SelectMany(b => b.Items).First();
        var into = house.World.Merge(acme, twin);
        await house.PollAsync();
        var deals = await house.Host.ReadAsync(db => db.Deals.AsNoTracking().ToDictionaryAsync(d => d.Id));
        Assert.Equal(2, deals.Count);
        Assert.Equal((DealStatus.Open, into.Id, "Call them"), (deals[goesOn].Status, deals[goesOn].ExternalId, deals[goesOn].NextStep));
        Assert.Equal((DealStatus.Disqualified, "Merged into “Acme rollout” in HubSpot."), (deals[ends].Status, deals[ends].OutcomeReason));
        // the card of the walk is of before; pressing it breaks nothing
        await ann.PressesAsync(card, press);
        Assert.Equal(DealStatus.Disqualified, (await house.Host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync(d => d.Id == ends))).Status);
        house.World.Change(into, d => d.Amount = 8);
        await house.PollAsync();
        Assert.Equal(8, (await house.DealAsync(into)).Amount);
        Assert.Equal(2, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
    }

    private static async Task<HttpStatusCode> HookAsync(CrmHouse house, string body, string secret, TimeSpan age = default, Guid? link = null)
    {
        using var http = new HttpClient();
        var url = new Uri(house.Host.Url, $"/crm/hubspot/{link ?? (await house.LinkAsync()).Id}").ToString();
        var at = $"{(house.Host.Clock.Now - age).ToUnixTimeMilliseconds()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("X-HubSpot-Request-Timestamp", at);
        request.Headers.Add("X-HubSpot-Signature-v3", HubSpotSignature.Of(secret, "POST", url, body, at));
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
