using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>A company of reps with deals on one platform, each deal with a card in its owner's chat.</summary>
/// <param name="Channel">The platform.</param>
/// <param name="Team">The company, as the platform calls it.</param>
/// <param name="UserOf">A rep's account there.</param>
/// <param name="ChatOf">A rep's own chat with the bot.</param>
internal sealed record Company(string Channel, string Team, Func<int, string> UserOf, Func<int, string> ChatOf)
{
    public const int Reps = 200;
    public const int DealsEach = 50;
    public const int Deals = Reps * DealsEach;

    public static Guid IdOf(int deal) => new($"0190c000-0000-7000-8000-{deal:x12}");

    public async Task SeedAsync(string connection)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<BotCoachDb>(), TimeProvider.System.GetUtcNow().AddHours(-1));
        db.Scope.Enter(Guid.CreateVersion7(now));
        db.Workspaces.Add(new Workspace { Id = db.WorkspaceId, Name = "Bench", CreatedAt = now });
        db.Installations.Add(new Installation { Channel = Channel, ExternalId = Team, WorkspaceId = db.WorkspaceId, Name = "Bench", AddedAt = now });
        var shelf = scope.ServiceProvider.GetRequiredService<StageShelf>();
        await shelf.EnsureBuiltInAsync(now);
        var version = await shelf.ChooseAsync("mid-market", null, null);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        var ledger = scope.ServiceProvider.GetRequiredService<DealLedger>();
        for (var rep = 0; rep < Reps; rep++)
        {
            var person = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Name = $"Rep {rep}", CreatedAt = now, SeenOn = $"{Channel}/{Team}/{UserOf(rep)}" };
            db.People.Add(person);
            db.Identities.Add(new Identity
            {
                WorkspaceId = db.WorkspaceId, Channel = Channel, Team = Team, ExternalId = UserOf(rep), PersonId = person.Id, Conversation = ChatOf(rep), LastSeenAt = now.AddHours(1),
            });
            for (var n = 0; n < DealsEach; n++) Add(db, ledger, person, (version, book), rep * DealsEach + n, now);
            await db.SaveChangesAsync();
            db.ChangeTracker.Clear();
        }
    }

    private void Add(BotCoachDb db, DealLedger ledger, Person owner, (ProcessVersion Version, StageBook Book) sold, int number, DateTimeOffset now)
    {
        var deal = new Deal
        {
            WorkspaceId = db.WorkspaceId, Id = IdOf(number), Source = "chat", Name = $"Deal {number}", Account = $"Account {number}", OwnerId = owner.Id, Currency = "USD", Amount = 1000 + number,
            ProcessId = sold.Version.ProcessId, ProcessVersion = sold.Version.Number, StageId = sold.Book.Stages[1].Id, StageEnteredAt = now, CreatedAt = now,
        };
        ledger.Add(deal, new Actor(owner.Id, Role.Rep, Channel, By.Click), now);
        db.OutgoingMessages.Add(new OutgoingMessage
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Key = $"deal:{deal.Id}:{owner.Id}:seed", PersonId = owner.Id, Channel = Channel, Team = Team, User = UserOf(number / DealsEach),
            Conversation = ChatOf(number / DealsEach), Content = Message.Say("Card").ToJson(), State = MessageState.Sent, SentRevision = 1, Reference = $"1700000000.{number:000000}", CreatedAt = now, SentAt = now,
        });
    }
}
