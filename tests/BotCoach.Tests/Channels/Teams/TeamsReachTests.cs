using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Somebody of whom only an e-mail address is known: found in a team that the bot is in, or by installing the app for them.</summary>
public sealed class TeamsReachTests
{
    private const string NoConsent =
        "Its admin has not consented to all that Teams:InstallForPeople needs: TeamsAppInstallation.ReadWriteSelfForUser.All, AppCatalog.Read.All and User.Read.All. (Forbidden)";

    private static readonly string[] Installing = ["--Teams:InstallForPeople", "true"];
    private readonly Told _told = new();

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_in_a_team_of_the_bots_is_found_by_e_mail_and_written_to(Db kind)
    {
        await using var house = await TeamsHouse.EmptyAsync(kind);
        var rita = await house.AtAsync("Rita");
        var emi = house.Tenant.AddUser("Emi Ito");
        foreach (var crew in (TeamsCrew[])[house.Tenant.AddTeam("Support", rita.User), house.Tenant.AddTeam("Sales", rita.User, emi)]) await house.Sender.InstallAsync(rita.User, crew.General);
        await TeamsRows.ShowByEmailAsync(house, emi);
        await house.SettleAsync();
        Assert.Contains("Three deals of yours", Assert.Single(house.Teams.World.Personal(emi).Posts).WordsFor(emi));
        Assert.Single(house.Teams.CallsOf("CreateConversation"));
        Assert.Equal(MessageState.Sent, (await house.RowAsync("note")).State);
        // From then on she is who she is at Teams.
        house.Teams.World.Install(house.Teams.World.Personal(emi));
        var emis = await house.AtAsync("Emi Ito");
        await emis.TypeAsync("help");
        await emis.ExpectAsync("What you can type");
        Assert.Equal(2, await house.ReadAsync(db => Task.FromResult(db.People.Count())));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task A_guest_of_a_team_is_not_found()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, Installing);
        var rita = await house.AtAsync("Rita");
        house.Teams.App.ConsentedTenants.Add(house.Tenant.Id);
        var guest = house.Tenant.AddUser("Gus", adjust: u => u.IsGuest = true);
        await house.Sender.InstallAsync(rita.User, house.Tenant.AddTeam("Sales", rita.User, guest).General);
        await TeamsRows.ShowByEmailAsync(house, guest);
        await house.SettleAsync();
        Assert.Equal((MessageState.Unreached, 0), ((await house.RowAsync("note")).State, house.Teams.CallsOf("graph.install").Count));
        Assert.Empty(house.Teams.World.Personal(guest).Posts);
    }

    [Fact]
    public async Task By_default_nothing_is_installed_and_the_message_waits_until_the_person_has_the_app()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        await house.AtAsync("Rita");
        house.Teams.App.ConsentedTenants.Add(house.Tenant.Id);
        var emi = house.Tenant.AddUser("Emi Ito");
        await TeamsRows.ShowByEmailAsync(house, emi);
        await house.Host.JumpAsync(TimeSpan.FromHours(30));
        var row = await house.RowAsync("note");
        Assert.Equal((MessageState.Unreached, "This person has no chat with the bot yet."), (row.State, row.Why));
        Assert.DoesNotContain(house.Teams.Calls, c => c.Method.StartsWith("graph", StringComparison.Ordinal));
        await house.Sender.InstallAsync(emi);
        await house.SettleAsync();
        Assert.Contains(house.Teams.World.Personal(emi).Posts, p => p.WordsFor(emi).Contains("Three deals of yours"));
        Assert.Equal(MessageState.Sent, (await house.RowAsync("note")).State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_an_admin_let_it_the_app_is_installed_by_Graph_and_the_message_sent(bool isThereAlready)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, Installing);
        await house.AtAsync("Rita");
        house.Teams.App.ConsentedTenants.Add(house.Tenant.Id);
        var emi = house.Tenant.AddUser("Emi Ito");
        if (isThereAlready) house.Teams.World.Install(house.Teams.World.Personal(emi));
        await TeamsRows.ShowByEmailAsync(house, emi);
        await house.SettleAsync();
        var (user, app) = ($"/v1.0/users/{emi.AadObjectId}", house.Teams.App.CatalogId);
        var calls = house.Teams.Calls.Where(c => c.Method.StartsWith("graph", StringComparison.Ordinal)).ToList();
        Assert.Equal(
        [
            $"graph.users /v1.0/users?$filter=mail eq '{emi.Mail}' or userPrincipalName eq '{emi.Mail}'&$select=id,displayName,mail,userType", $"graph.catalog /v1.0/appCatalogs/teamsApps?$filter=externalId eq '{house.Teams.App.AppId}'",
            $"graph.install {user}/teamwork/installedApps", $"graph.installed {user}/teamwork/installedApps?$expand=teamsApp&$filter=teamsApp/id eq '{app}'",
            $"graph.chat {user}/teamwork/installedApps/{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{emi.AadObjectId}##{app}"))}/chat",
        ], calls.Select(c => $"{c.Method} {Uri.UnescapeDataString(c.Target)}"));
        Assert.Equal(($$"""{"teamsApp@odata.bind":"{{house.Teams.GraphUrl}}v1.0/appCatalogs/teamsApps/{{app}}"}""", isThereAlready ? 409 : 201), (calls[2].Text, calls[2].Status));
        Assert.Contains("Three deals of yours", Assert.Single(house.Teams.World.Personal(emi).Posts).WordsFor(emi));
        // Teams tells of it in its own time; it is the same chat, and nothing is said twice but for the greeting.
        await house.Sender.TellInstallsAsync();
        await house.SettleAsync();
        Assert.Single(house.Teams.World.Personal(emi).Posts, p => p.WordsFor(emi).Contains("Three deals of yours"));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Theory]
    [InlineData("emi.ito@northwind.example")]
    [InlineData("emi.o'hara@northwind.example")]
    public async Task It_is_installed_for_somebody_whose_address_is_not_the_name_they_sign_in_with(string mail)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, Installing);
        await house.AtAsync("Rita");
        house.Teams.App.ConsentedTenants.Add(house.Tenant.Id);
        var emi = house.Tenant.AddUser("Emi Ito", adjust: u => (u.Mail, u.Upn) = (mail, "e017@northwind.example"));
        await TeamsRows.ShowByEmailAsync(house, emi);
        await house.SettleAsync();
        Assert.Contains("Three deals of yours", Assert.Single(house.Teams.World.Personal(emi).Posts).WordsFor(emi));
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData(GraphApi.Installs)]
    [InlineData(GraphApi.ReadsCatalog)]
    [InlineData(GraphApi.ReadsUsers)]
    public async Task Without_an_admins_consent_it_waits_for_the_admin_which_is_said_once(string without)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, Installing);
        var rita = await house.AtAsync("Rita");
        if (without != "nothing") house.Teams.App.ConsentedTenants.Add(house.Tenant.Id);
        house.Teams.App.GraphRoles.Remove(without);
        house.Host.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(_told);
        var (emi, ada, mate) = (house.Tenant.AddUser("Emi Ito"), house.Tenant.AddUser("Ada"), house.Tenant.AddUser("Mate"));
        await house.Sender.InstallAsync(rita.User, house.Tenant.AddTeam("Sales", rita.User, mate).General);
        await TeamsRows.ShowByEmailAsync(house, emi, ada, mate);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        // Whoever is in a team of the bot's is found nevertheless.
        Assert.Equal(MessageState.Sent, (await house.RowAsync("note:Mate")).State);
        for (var day = 0; day < 5; day++) await TeamsRows.LaterAsync(house, TimeSpan.FromDays(1));
        foreach (var name in (string[])["Emi Ito", "Ada"]) Assert.Equal((MessageState.Waiting, NoConsent), await StandsAsync(name));
        Assert.Equal([$"Graph does not let BotCoach be installed for people in {house.Tenant.Id}: {NoConsent}"], _told.All);
        house.Teams.App.ConsentedTenants.Add(house.Tenant.Id);
        if (without != "nothing") house.Teams.App.GraphRoles.Add(without);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(62));
        foreach (var name in (string[])["Emi Ito", "Ada"]) Assert.Equal((MessageState.Sent, null), await StandsAsync(name));

        async Task<(MessageState, string?)> StandsAsync(string name) => await house.RowAsync($"note:{name}") is var row ? (row.State, row.Why) : default;
    }

    [Fact]
    public async Task An_app_that_is_in_no_catalog_is_said_so_once_and_whoever_the_directory_does_not_tell_apart_is_not_worth_a_word()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, Installing);
        await house.AtAsync("Rita");
        house.Host.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(_told);
        house.Teams.App.ConsentedTenants.Add(house.Tenant.Id);
        house.Teams.App.CatalogId = null;
        var (emi, gone) = (house.Tenant.AddUser("Emi Ito"), house.Tenant.AddUser("Gone"));
        house.Tenant.AddUser("Namesake", adjust: u => u.Upn = gone.Mail!);
        await TeamsRows.ShowByEmailAsync(house, emi, gone);
        await house.Host.JumpAsync(TimeSpan.FromHours(5));
        foreach (var name in (string[])["Emi Ito", "Gone"]) Assert.Equal(MessageState.Unreached, (await house.RowAsync($"note:{name}")).State);
        Assert.Equal([$"Graph does not let BotCoach be installed for people in {house.Tenant.Id}: The app Teams:AppId is not in this tenant's catalog under its app id: its admin has to upload it there. (not_in_catalog)"], _told.All);
    }
}
