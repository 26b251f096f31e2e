using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using BotCoach.Tests.Harness.FakeTeams;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>
/// A message of Teams, from its token to the commit of what it does, against botbuilder, which checks the token and does nothing. In interleaved rounds:
/// the server on one core, the load and PostgreSQL on the other.
/// </summary>
internal static class TeamsBenchmark
{
    private const int Seconds = 8;
    private const string ServerCore = "0";
    private const string LoadCore = "1";
    private static readonly string Self = typeof(TeamsBenchmark).Assembly.Location;

    public static async Task<int> MessageAsync(int rounds, int warm)
    {
        var folder = Directory.CreateTempSubdirectory("botcoach-teams-").FullName;
        await using var postgres = await PrivatePostgres.StartAsync(LoadCore);
        await using var issuer = await TokenIssuer.StartAsync(TimeProvider.System);
        var database = await postgres.CreateAsync("coach");
        await TeamsHost.Company.SeedAsync(database);
        var (ours, theirs) = (Load.FreePort(), Load.FreePort());
        using var coach = await Load.ServeAsync(ours, ServerCore, new Dictionary<string, string>(), "dotnet", Self, "teams-host", database, $"{ours}", issuer.Metadata);
        using var peer = await BotbuilderPeer.StartAsync(theirs, ServerCore, issuer.Metadata);
        Task<Loaded> AskAsync(Process server, int port, Func<int, string> words, int seconds) => TeamsLoad.PostAsync(folder, issuer, words, server, port, seconds, LoadCore);
        try
        {
            foreach (var port in (int[])[ours, theirs]) await RefusesForgedAsync(issuer, port);
            await AskAsync(peer, theirs, TeamsLoad.Said[0].Words, warm);
            foreach (var (_, words) in TeamsLoad.Said) await AskAsync(coach, ours, words, warm);
            var (of, against) = (TeamsLoad.Said.Select(_ => new List<Loaded>()).ToList(), new List<Loaded>());
            for (var round = 0; round < rounds; round++)
            {
                against.Add(await AskAsync(peer, theirs, TeamsLoad.Said[0].Words, Seconds));
                for (var n = 0; n < TeamsLoad.Said.Length; n++) of[n].Add(await AskAsync(coach, ours, TeamsLoad.Said[n].Words, Seconds));
            }
            Loaded.Print("botbuilder, nothing done", against);
            for (var n = 0; n < TeamsLoad.Said.Length; n++) Loaded.Print($"BotCoach, {TeamsLoad.Said[n].What}", of[n]);
            for (var n = 0; n < TeamsLoad.Said.Length; n++) Loaded.Ratio($"{TeamsLoad.Said[n].What}: BotCoach / botbuilder", of[n], against);
            await PrintKeptAsync(database, ours);
        }
        finally
        {
            foreach (var server in (Process[])[coach, peer]) server.Kill(true);
        }
        return 0;
    }

    /// <summary>A server that lets in what anybody signed would be measured for nothing.</summary>
    private static async Task RefusesForgedAsync(TokenIssuer issuer, int port)
    {
        var forged = issuer.Mint(t => t.Key = new SigningKey(issuer.Key.Id, ["msteams"]));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/api/messages") { Content = new StringContent(TeamsLoad.Message(0, "help"), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", forged);
        using var response = await http.SendAsync(request);
        if (response.IsSuccessStatusCode) throw new InvalidOperationException($"A forged token was answered with {response.StatusCode}.");
    }

    /// <summary>What is in the database when all is answered: one mark for each message, and a message to be sent for each.</summary>
    private static async Task PrintKeptAsync(string database, int port)
    {
        await using var session = new NpgsqlConnection(database);
        await session.OpenAsync();
        await using var command = new NpgsqlCommand("select (select count(*) from seen_inbound), (select count(*) from message_delivery where sent_revision = 0)", session);
        await using var kept = await command.ExecuteReaderAsync();
        await kept.ReadAsync();
        var counts = await TeamsHost.CountsAsync(port);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"tokens checked {counts.All:#,0}, remembered {counts.Remembered:#,0} ({100.0 * counts.Remembered / counts.All:0.00} %); marks {kept.GetInt64(0):#,0}, messages to send {kept.GetInt64(1):#,0}"));
    }
}
