using System.Text.Json;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>The product as Teams sees it, with the keys of an issuer of our own; and it says how many tokens it checked.</summary>
internal static class TeamsHost
{
    public const string Tenant = "99999999-aaaa-bbbb-cccc-000000000002";
    private const string CountsPath = "/counts";

    /// <summary>Who writes.</summary>
    public static readonly Company Company = new("teams", Tenant, rep => $"{new Guid(rep + 1, 0, 0, new byte[8])}", rep => $"a:1chat-of-rep-{rep}");

    public static string[] Settings(string keys) =>
        ["--Teams:AppId", TokenIssuer.App, "--Teams:TenantId", Tenant, "--Teams:ClientSecret", "bench", "--Teams:OpenIdMetadata", keys, "--Teams:DangerouslyAllowHttpOnLoopback", "true"];

    public static Task<int> ServeAsync(string connection, int port, string keys) => QuietHost.ServeAsync(
        connection, port, Settings(keys),
        app => app.MapGet(CountsPath, (TeamsPasses passes) => Results.Json(new Counts(passes.Counts.All, passes.Counts.Remembered))));

    public static async Task<Counts> CountsAsync(int port)
    {
        using var http = new HttpClient();
        return JsonSerializer.Deserialize<Counts>(await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}{CountsPath}")), JsonSerializerOptions.Web)!;
    }

    /// <summary>Tokens that were checked, and how many of them had been before.</summary>
    public sealed record Counts(long All, long Remembered);
}
