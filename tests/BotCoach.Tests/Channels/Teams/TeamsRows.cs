using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>People of the company whom the bot knows in one way or another, and what they are to see.</summary>
internal static class TeamsRows
{
    /// <summary>Each of these people, whose chat with the bot is known, is to see this under a key of their own: <c>note:Name</c>.</summary>
    public static async Task ShowAsync(TeamsHouse house, IReadOnlyList<TeamsUser> users, Message? message = null, string key = "note")
    {
        await WriteAsync(house, users, message, key, (db, user, person) => db.Identities.Add(new Identity
        {
            WorkspaceId = db.WorkspaceId, Channel = "teams", Team = house.Tenant.Id, ExternalId = user.AadObjectId, PersonId = person.Id, LastSeenAt = house.Clock.Now,
        }));
        var places = house.Host.App.Services.GetRequiredService<TeamsPlaces>();
        foreach (var user in users)
            if (await places.OfAsync(user.Tenant.Id, user.AadObjectId, default) is null) await places.KeepAsync(user.Tenant.Id, user.AadObjectId, PlaceOf(house, user), default);
    }

    /// <summary>The same for people of whom an e-mail address is all that is known.</summary>
    public static Task ShowByEmailAsync(TeamsHouse house, params TeamsUser[] users) => WriteAsync(house, users, null, "note", (_, user, person) => person.Email = user.Mail);

    /// <summary>Sends what is due now, and nothing that is due later.</summary>
    public static Task<int> SendAsync(TeamsHouse house) => house.Host.App.Services.GetRequiredService<OutboxSender>().RunDueAsync(house.Clock.Now, default);

    /// <summary>The same, so much later.</summary>
    public static Task<int> LaterAsync(TeamsHouse house, TimeSpan time)
    {
        house.Clock.Advance(time);
        return SendAsync(house);
    }

    /// <summary>What is said of the host to whoever runs it.</summary>
    public static async Task<string> ReadyAsync(TeamsHouse house)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(house.Host.Url, "health/ready"));
    }

    /// <summary>Why nothing is sent to this person; null while something is.</summary>
    public static Task<string?> OffAsync(TeamsHouse house, TeamsUser user) =>
        house.ReadAsync(db => db.Identities.Where(i => i.ExternalId == user.AadObjectId).Select(i => i.OffBecause).SingleAsync());

    /// <summary>The channel, as the outbox has it.</summary>
    public static IChannel ChannelOf(TeamsHouse house) => house.Host.App.Services.GetServices<IChannel>().Single(c => c.Name == "teams");

    private static Task WriteAsync(TeamsHouse house, IReadOnlyList<TeamsUser> users, Message? message, string key, Action<BotCoachDb, TeamsUser, Person> introduce) => house.ReadAsync(async db =>
    {
        var outbox = new Outbox(db);
        foreach (var user in users)
        {
            var person = await db.People.FirstOrDefaultAsync(p => p.Name == user.Name);
            if (person is null)
            {
                person = new Person { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(house.Clock.Now), Name = user.Name, CreatedAt = house.Clock.Now };
                db.People.Add(person);
                introduce(db, user, person);
            }
            await outbox.ShowAsync(person.Id, $"{key}:{user.Name}", message ?? Message.Say("Three deals of yours came in."), house.Clock.Now, Lane.Bulk);
        }
        return await db.SaveChangesAsync();
    });

    private static TeamsPlace PlaceOf(TeamsHouse house, TeamsUser user)
    {
        var room = house.Teams.World.Personal(user);
        house.Teams.World.Install(room);
        return new TeamsPlace(house.Teams.ServiceUrl, house.Teams.App.BotId, user.Id, room.Id);
    }
}
