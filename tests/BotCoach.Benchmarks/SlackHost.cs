using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotCoach.Benchmarks;

/// <summary>What stands on either side of a comparison: the product's own host, with nothing going on by itself, and the least that can answer.</summary>
internal static class SlackHost
{
    public const string Secret = "test-signing-secret";
    public const string Team = "T01TEST";
    public const int Reps = 200;
    public const int DealsEach = 50;

    /// <summary>The product, without clock, sender or Slack behind it: what a click costs until it is answered.</summary>
    public static async Task<int> ServeAsync(string connection, int port)
    {
        await using var app = App.Build(
            ["--ConnectionStrings:BotCoach", connection, "--urls", $"http://127.0.0.1:{port}", "--Slack:SigningSecret", Secret, "--Slack:BotToken", "xoxb-bench", "--Slack:ApiBaseUrl", "http://127.0.0.1:9/"],
            builder =>
            {
                foreach (var own in builder.Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly.GetName().Name?.StartsWith("BotCoach", StringComparison.Ordinal) == true).ToList())
                    builder.Services.Remove(own);
                builder.Logging.SetMinimumLevel(LogLevel.Error);
            });
        await App.PrepareAsync(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Verifies and reads, and nothing else.</summary>
    public static async Task<int> BareAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add($"http://127.0.0.1:{port}");
        var key = Encoding.UTF8.GetBytes(Secret);
        app.MapPost("/slack/{door}", async (HttpContext http) =>
        {
            var body = await BodyAsync(http.Request);
            if (!IsSigned(http.Request, key, body.Span))
            {
                http.Response.StatusCode = 401;
                return;
            }
            var json = http.Request.HasFormContentType ? Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Encoding.UTF8.GetString(body.Span).Replace('+', ' ')["payload=".Length..])) : body;
            using var document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty("type", out _)) http.Response.StatusCode = 400;
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>A company of reps with deals, each with a card in its owner's chat.</summary>
    public static async Task SeedAsync(string connection)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<BotCoachDb>(), TimeProvider.System.GetUtcNow().AddHours(-1));
        db.Scope.Enter(Guid.CreateVersion7(now));
        db.Workspaces.Add(new Workspace { Id = db.WorkspaceId, Name = "Bench", CreatedAt = now });
        db.Installations.Add(new Installation { Channel = "slack", ExternalId = Team, WorkspaceId = db.WorkspaceId, Name = "Bench", AddedAt = now });
        var shelf = scope.ServiceProvider.GetRequiredService<StageShelf>();
        await shelf.EnsureBuiltInAsync(now);
        var version = await shelf.ChooseAsync("mid-market", null, null);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        var ledger = scope.ServiceProvider.GetRequiredService<DealLedger>();
        for (var rep = 0; rep < Reps; rep++)
        {
            var person = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Name = $"Rep {rep}", CreatedAt = now, SeenOn = $"slack/{Team}/U{rep}" };
            db.People.Add(person);
            db.Identities.Add(new Identity { WorkspaceId = db.WorkspaceId, Channel = "slack", Team = Team, ExternalId = $"U{rep}", PersonId = person.Id, Conversation = $"D{rep}", LastSeenAt = now.AddHours(1) });
            for (var n = 0; n < DealsEach; n++) Add(db, ledger, person, (version, book), rep * DealsEach + n, now);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private static void Add(BotCoachDb db, DealLedger ledger, Person owner, (ProcessVersion Version, StageBook Book) sold, int number, DateTimeOffset now)
    {
        var deal = new Deal
        {
            WorkspaceId = db.WorkspaceId, Id = IdOf(number), Source = "chat", Name = $"Deal {number}", Account = $"Account {number}", OwnerId = owner.Id, Currency = "USD", Amount = 1000 + number,
            ProcessId = sold.Version.ProcessId, ProcessVersion = sold.Version.Number, StageId = sold.Book.Stages[1].Id, StageEnteredAt = now, CreatedAt = now,
        };
        ledger.Add(deal, new Actor(owner.Id, Role.Rep, "slack", By.Click), now);
        db.OutgoingMessages.Add(new OutgoingMessage
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Key = $"deal:{deal.Id}:{owner.Id}:seed", PersonId = owner.Id, Channel = "slack", Team = Team, User = $"U{number / DealsEach}",
            Conversation = $"D{number / DealsEach}", Content = Message.Say("Card").ToJson(), State = MessageState.Sent, SentRevision = 1, Reference = $"1700000000.{number:000000}", CreatedAt = now, SentAt = now,
        });
    }

    public static Guid IdOf(int deal) => new($"0190c000-0000-7000-8000-{deal:x12}");

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            if (!read.IsCompleted)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }
            var body = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            return body;
        }
    }

    private static bool IsSigned(HttpRequest request, byte[] key, ReadOnlySpan<byte> body)
    {
        var stamp = request.Headers["X-Slack-Request-Timestamp"].ToString();
        if (!long.TryParse(stamp, out var at) || Math.Abs(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - at) > 300) return false;
        var signed = new byte[Encoding.UTF8.GetByteCount(stamp) + 4 + body.Length];
        var prefix = Encoding.UTF8.GetBytes($"v0:{stamp}:", signed);
        body.CopyTo(signed.AsSpan(prefix));
        var expected = Encoding.ASCII.GetBytes($"v0={Convert.ToHexStringLower(HMACSHA256.HashData(key, signed))}");
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.ASCII.GetBytes(request.Headers["X-Slack-Signature"].ToString()));
    }
}
