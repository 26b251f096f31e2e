using System.Text.Json.Nodes;
using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Who is who at Teams, where they are by their client's word, and what they mean when they name the bot.</summary>
public sealed class TeamsPeopleTests
{
    [Fact]
    public async Task A_person_is_known_by_the_directorys_id_and_by_the_e_mail_that_the_members_call_says()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = house.Teams.World.UserOf("Maya Chen");
        var person = await house.PersonAsync("Maya Chen");
        var identity = await house.ReadAsync(db => db.Identities.AsNoTracking().SingleAsync(i => i.ExternalId == maya.AadObjectId));
        Assert.Equal(("teams", house.Tenant.Id, person.Id), (identity.Channel, identity.Team, identity.PersonId));
        Assert.Equal(4, await house.ReadAsync(db => db.People.CountAsync()));
        // The other id is of one bot alone, and another bot's is another: whose it is does not hang on it.
        var activity = house.Sender.Activities.Message(maya, house.Teams.World.Personal(maya), house.Teams.World.NewId(), "heard Acme", null);
        activity["from"]!["id"] = "29:1another";
        await house.Sender.TellAsync(activity);
        Assert.Equal(house.Clock.Now, (await house.DealAsync("Acme")).HeardAt);

        var rita = house.Tenant.AddUser("Rita Ray", "Europe/Lisbon", u => (u.Mail, u.Locale) = ("rita@northwind.example", "pt-PT"));
        house.Teams.World.Install(house.Teams.World.Personal(rita));
        await house.Sender.SayAsync(rita, "help");
        await house.SettleAsync();
        var known = await house.PersonAsync("Rita Ray");
        Assert.Equal(("rita@northwind.example", "Europe/Lisbon", "pt-PT", Role.Rep), (known.Email, known.Zone, known.Locale, known.Role));
    }

    [Fact]
    public async Task Guests_and_people_of_other_companies_are_told_kindly_and_become_nobody()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var guest = house.Tenant.AddUser("Gil Guest", adjust: u => (u.IsGuest, u.Mail) = (true, "maya.chen@northwind.example"));
        var external = house.Tenant.AddUser("Eve External", adjust: u => u.Upn = "eve_other.example#EXT#@northwind.example");
        var stranger = house.Teams.World.AddTenant("Other Ltd").AddUser("Sam Stranger");
        foreach (var user in (TeamsUser[])[guest, external])
        {
            var driver = await house.AtAsync(user.Name);
            foreach (var words in (string[])["Hello", "Acme", "Is anybody there"]) await driver.TypeAsync(words);
            // Told once, when the app came, and not with every line.
            Assert.Contains("BotCoach talks only to members of the company, not to guests.", Assert.Single(driver.Chat, p => p.Owner != user.Id).WordsFor(user));
        }
        var hall = house.Tenant.AddGroup("Together", stranger, house.Teams.World.UserOf("Maya Chen"));
        house.Teams.World.Install(hall);
        await house.Sender.SayAsync(stranger, "Acme", hall);
        await house.SettleAsync();
        Assert.Contains("not to guests", hall.Posts[^1].WordsFor(stranger));
        Assert.DoesNotContain("Acme", hall.Posts[^1].WordsFor(stranger));
        Assert.Equal((4, 4), await house.ReadAsync(async db => (await db.People.CountAsync(), await db.Identities.CountAsync())));
        Assert.DoesNotContain(await house.ReadAsync(db => db.Installations.Select(i => i.ExternalId).ToListAsync()), id => id == stranger.Tenant.Id);
    }

    [Fact]
    public async Task The_zone_follows_the_client_stays_where_it_says_none_and_ones_own_setting_wins()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        maya.User.Zone = "Asia/Tokyo";
        maya.User.ClientSaysZone = false;
        await maya.TypeAsync("help");
        Assert.Equal("Europe/London", await ZoneAsync(house));
        maya.User.ClientSaysZone = true;
        await maya.TypeAsync("help");
        Assert.Equal("Asia/Tokyo", await ZoneAsync(house));
        await house.Sender.TellAsync(Said(house, maya, "Not/A Zone"));
        Assert.Equal("Asia/Tokyo", await ZoneAsync(house));

        await maya.TypeAsync("settings");
        await maya.PressAsync("Change", null);
        await maya.FillAsync("Time zone", "Europe/Madrid");
        await maya.SubmitAsync();
        await maya.TypeAsync("help");
        Assert.Equal("Europe/Madrid", await ZoneAsync(house));
    }

    [Fact]
    public async Task A_zone_that_nobody_knows_is_none_for_somebody_new_either()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        house.Tenant.AddUser("Rita Ray");
        var rita = house.Driver();
        await rita.AsAsync("Rita Ray");
        house.Teams.World.Install(rita.Room);
        await house.Sender.TellAsync(Said(house, rita, "Customized Time Zone"));
        await house.SettleAsync();
        Assert.Null((await house.PersonAsync("Rita Ray")).Zone);
        rita.User.ClientSaysZone = false;
        await rita.TypeAsync("settings");
        await rita.ExpectAsync("your company's");
    }

    [Fact]
    public async Task The_bots_name_is_taken_out_where_it_is_a_mention_and_a_deal_may_be_called_like_it()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await house.ReadAsync(db => db.Deals.Where(d => d.Name.StartsWith("Granite")).ExecuteUpdateAsync(set => set.SetProperty(d => d.Name, "BotCoach & <Friends>").SetProperty(d => d.Search, "botcoach & <friends>")));
        var channel = house.Tenant.AddTeam("Northwind Sales", maya.User).General;
        house.Teams.World.Install(channel);
        await house.Sender.SayAsync(maya.User, "BotCoach &amp; &lt;Friends&gt;", channel);
        await house.SettleAsync();
        // Asked for where others read along, answered in the person's own chat.
        await maya.ExpectAsync("BotCoach & <Friends>");
        Assert.Contains("deal.heard", maya.Chat[^1].Activity.ToJsonString());
        Assert.DoesNotContain(channel.Posts, p => p.Owner != maya.User.Id);

        var jonas = house.Teams.World.UserOf("Jonas Weber");
        var activity = house.Sender.Activities.Message(maya.User, channel, house.Teams.World.NewId(), "x", null);
        activity["text"] = "<at>BotCoach</at> next step with <at>Jonas Weber</at> on <at>BotCoach</at>";
        activity["entities"]!.AsArray().Add(new JsonObject { ["type"] = "mention", ["text"] = "<at>Jonas Weber</at>", ["mentioned"] = new JsonObject { ["id"] = jonas.Id, ["name"] = "Jonas Weber" } });
        await house.Sender.TellAsync(activity);
        await house.SettleAsync();
        await maya.ExpectAsync("step with Jonas Weber on");
        Assert.DoesNotContain("<at>", maya.Chat[^1].Activity.ToJsonString());
    }

    [Fact]
    public async Task What_is_written_in_a_channel_by_somebody_without_the_app_is_answered_in_a_chat_of_their_own()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var nora = house.Tenant.AddUser("Nora New");
        var channel = house.Tenant.AddTeam("Northwind Sales", nora).AddChannel("Deals");
        await house.Sender.InstallAsync(house.Teams.World.UserOf("Maya Chen"), channel);
        await house.Sender.SayAsync(nora, "help", channel);
        await house.SettleAsync();
        Assert.Contains("deal new", Assert.Single(house.Teams.World.Personal(nora).Posts).WordsFor(nora));
        Assert.Single(channel.Posts);
        Assert.Single(house.Teams.CallsOf("CreateConversation"));
        await house.Sender.SayAsync(nora, "settings", channel);
        await house.SettleAsync();
        Assert.Single(house.Teams.CallsOf("CreateConversation"));
        Assert.Empty(house.Teams.OurBugs);
    }

    private static JsonObject Said(TeamsHouse house, TeamsDriver driver, string zone)
    {
        var activity = house.Sender.Activities.Message(driver.User, driver.Room, house.Teams.World.NewId(), "help", null);
        activity["entities"]![0]!["timezone"] = zone;
        return activity;
    }

    private static async Task<string?> ZoneAsync(TeamsHouse house) => (await house.PersonAsync("Maya Chen")).Zone;
}
