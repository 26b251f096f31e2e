using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.Leads;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Leads;

/// <summary>A company with a manager, two reps and a web form that signs: it is Monday, half past nine, and everybody works.</summary>
public sealed class LeadHouse : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private (Guid Id, string Secret) _key;
    private int _sent;

    public required CoachHost Host { get; init; }
    public required Driver Ada { get; init; }
    public required Driver Mona { get; init; }
    public required Driver Rita { get; init; }
    public required Driver Sam { get; init; }

    public static async Task<LeadHouse> OpenAsync(Db kind, DateTimeOffset? at = null)
    {
        var host = await CoachHost.StartAsync(kind);
        await host.JumpToAsync(at ?? Start);
        var (ada, mona) = (await host.AdminAsync("Ada"), await host.ManagerAsync("Mona"));
        var of = new LeadHouse { Host = host, Ada = ada, Mona = mona, Rita = await host.RepAsync("Rita", mona), Sam = await host.RepAsync("Sam", mona) };
        of._key = await of.KeyAsync("web form", ApiScopes.SignLeads);
        return of;
    }

    public async Task<(Guid Id, string Secret)> KeyAsync(string name, string scope)
    {
        // the ring of keys is written where no unit of work is open
        Host.App.Services.GetRequiredService<SigningSecrets>().Protect("");
        string? secret = null;
        await Host.DoAsync(async s => (secret, _) = await s.GetRequiredService<ApiKeys>().MakeAsync(field => field == "name" ? name : scope, new Actor(Ada.PersonId, Role.Admin, "console", By.Click), Host.Clock.Now));
        return (await Host.ReadAsync(db => db.ApiKeys.Where(k => k.Name == name).Select(k => k.Id).SingleAsync()), secret!);
    }

    /// <summary>A lead comes in and is given out; its id.</summary>
    public async Task<Guid> ComesAsync(object lead)
    {
        var answer = await SendAsync(JsonSerializer.Serialize(lead));
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        await Host.RunDueAsync();
        return answer.Json.GetProperty("id").GetGuid();
    }

    public Task<Guid> DanaAsync() => ComesAsync(new { name = "Dana Reyes", title = "Head of Finance", company = "Acme", email = "dana@acme.example", phone = "+1 555 0100", note = "We lose 20 hours a week.", source = "web form" });

    public async Task<Sent> SendAsync(string body, string type = "application/json", string? id = null, string? signed = null)
    {
        var (at, message) = (Host.Clock.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), id ?? $"msg-{_sent++}");
        using var http = new HttpClient { BaseAddress = Host.Url };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/leads?key={_key.Id}") { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.TryAddWithoutValidation("webhook-id", message);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", at);
        request.Headers.TryAddWithoutValidation("webhook-signature", SigningSecrets.Of(_key.Secret, message, at, signed ?? body));
        using var answer = await http.SendAsync(request);
        return new Sent(answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Ada writes these rules.</summary>
    public async Task RulesAsync(params string[] lines)
    {
        await Ada.TypesAsync("leads rules");
        await Ada.FillsAsync(("rules", string.Join('\n', lines)));
    }

    public Task<Lead> LeadAsync(Guid id) => Host.ReadAsync(db => db.Leads.SingleAsync(l => l.Id == id));

    /// <summary>Who has it, by name.</summary>
    public async Task<string?> WithAsync(Guid id)
    {
        var to = (await LeadAsync(id)).OfferedTo;
        return await Host.ReadAsync(db => db.People.Where(p => p.Id == to).Select(p => p.Name).FirstOrDefaultAsync());
    }

    public Task<Deal> DealAsync(Guid lead) => Host.ReadAsync(db => db.Deals.SingleAsync(d => db.Leads.Any(l => l.Id == lead && l.DealId == d.Id)));

    public Driver Of(string name) => name == "Rita" ? Rita : name == "Sam" ? Sam : Mona;

    public Driver Other(string name) => name == "Rita" ? Sam : Rita;

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public sealed record Sent(HttpStatusCode Status, string Text)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    }
}
