using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>What becomes of a message that Teams refuses, of its person's address, and of what whoever runs the host reads; and how it ends once Teams takes it.</summary>
public sealed class TeamsRefusedTests
{
    private const string NotRegistered = "Microsoft does not know this bot: Teams:AppId, its secret and Teams:TenantId have to be those of its registration. (BotNotRegistered)";

    // "Then" is what it is eleven minutes later, when Teams has taken everything for so long. Two bodies are of the older shape.
    private const string Answers =
        """
        what Teams answers                 | a new message    | then    | an edit          | then    | address | why
        400 BadArgument                    | given up         | no more | given up         | no more | on      | BadArgument
        400 BadSyntax                      | given up         | no more | given up         | no more | on      | BadSyntax
        401 BotNotRegistered               | rests for 600 s  | sent    | rests for 600 s  | sent    | on      | Microsoft does not know this bot: Teams:AppId, its secret and Teams:TenantId have to be those of its registration. (BotNotRegistered)
        403 BotDisabledByAdmin             | given up         | no more | given up         | no more | off     | An admin of the tenant has switched BotCoach off. (BotDisabledByAdmin)
        403 BotNotInConversationRoster     | given up         | no more | given up         | no more | off     | BotCoach is not installed for this person or in this chat (any more). (BotNotInConversationRoster)
        403 ConversationBlockedByUser      | given up         | no more | given up         | no more | off     | This person has blocked BotCoach. (ConversationBlockedByUser)
        403 NotEnoughPermissions           | given up         | no more | given up         | no more | off     | BotCoach may not write there. (NotEnoughPermissions)
        403 {"errorCode":209,"message":"{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"errorCode\": null\r\n}"} | given up | no more | given up | no more | off | This person has blocked or removed BotCoach. (MessageWritesBlocked)
        403 {"errorCode":209,"message":"Thread is not accepting messages."} | given up | no more | given up | no more | off | This person has blocked or removed BotCoach. (209)
        403 InvalidBotApiHost              | rests for 600 s  | sent    | rests for 600 s  | sent    | on      | This tenant is in another of Microsoft's clouds than the address that was written to. (InvalidBotApiHost)
        404 ConversationNotFound           | given up         | no more | given up         | no more | off     | Teams finds no such chat. (ConversationNotFound)
        404 ActivityNotFoundInConversation | given up         | no more | sent             | sent    | on      | ActivityNotFoundInConversation
        412 PreconditionFailed             | again after 5 s  | sent    | again after 5 s  | sent    | on      | PreconditionFailed
        413 MessageSizeTooBig              | given up         | no more | given up         | no more | on      | MessageSizeTooBig
        429 Throttled                      | again after 5 s  | sent    | again after 5 s  | sent    | on      | Throttled
        429 Throttled after 30             | again after 30 s | sent    | again after 30 s | sent    | on      | Throttled
        500 ServiceError                   | uncertain        | doubled | again after 10 s | sent    | on      | ServiceError
        502 ServiceError                   | again after 5 s  | sent    | again after 5 s  | sent    | on      | ServiceError
        502 <html>Bad gateway</html>       | again after 5 s  | sent    | again after 5 s  | sent    | on      | HTTP 502
        503 ServiceError after 40          | again after 40 s | sent    | again after 40 s | sent    | on      | ServiceError
        504 <html>Gateway timeout</html>   | uncertain        | doubled | again after 10 s | sent    | on      | HTTP 504
        """;

    [Fact]
    public async Task Every_answer_is_taken_as_the_table_says()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        await house.AtAsync("Rita");
        foreach (var row in Answers.Split('\n').Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries)))
        {
            var trouble = Trouble(row[0]);
            var complains = row[0].StartsWith("401", StringComparison.Ordinal);
            Assert.Equal((row[0], row[1], row[2], row[5], row[6], complains), await BecomesAsync(house, row[0], trouble, "SendToConversation"));
            Assert.Equal((row[0], row[3], row[4], row[5], row[3] == "sent" ? "" : row[6], complains), await BecomesAsync(house, row[0], trouble, "UpdateActivity"));
        }
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Whoever_removes_the_app_is_left_alone_until_installing_it_again()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await house.Sender.RemoveAsync(rita.User);
        Assert.Equal("This person removed BotCoach from their chat.", await TeamsRows.OffAsync(house, rita.User));
        var calls = house.Teams.Calls.Count;
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.Host.JumpAsync(TimeSpan.FromHours(2));
        Assert.Equal((calls, MessageState.GaveUp), (house.Teams.Calls.Count, (await house.RowAsync("note")).State));
        await house.Sender.InstallAsync(rita.User);
        await house.SettleAsync();
        Assert.Null(await TeamsRows.OffAsync(house, rita.User));
        await TeamsRows.ShowAsync(house, [rita.User], key: "another");
        await house.SettleAsync();
        Assert.Equal(MessageState.Sent, (await house.RowAsync("another")).State);
    }

    [Theory]
    [InlineData(TeamsBarrier.BlockedByUser, "This person has blocked BotCoach. (ConversationBlockedByUser)")]
    [InlineData(TeamsBarrier.WritesBlocked, "This person has blocked or removed BotCoach. (MessageWritesBlocked)")]
    [InlineData(TeamsBarrier.NotInRoster, "BotCoach is not installed for this person or in this chat (any more). (BotNotInConversationRoster)")]
    public async Task Whom_the_bot_may_not_write_to_is_asked_once_and_written_to_again_after_coming_back(TeamsBarrier barrier, string why)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var before = house.Teams.CallsOf("SendToConversation").Count;
        rita.Room.Barrier = barrier;
        for (var n = 0; n < 3; n++)
        {
            await TeamsRows.ShowAsync(house, [rita.User], key: $"note{n}");
            await house.Host.JumpAsync(TimeSpan.FromMinutes(20));
        }
        Assert.Equal(before + 1, house.Teams.CallsOf("SendToConversation").Count);
        Assert.Equal((MessageState.GaveUp, why, why), ((await house.RowAsync("note0")).State, (await house.RowAsync("note0")).Why, await TeamsRows.OffAsync(house, rita.User)));
        rita.Room.Barrier = TeamsBarrier.None;
        await rita.TypeAsync("help");
        await rita.ExpectAsync("What you can type");
        Assert.Null(await TeamsRows.OffAsync(house, rita.User));
    }

    [Fact]
    public async Task A_tenant_whose_admin_switched_the_bot_off_and_on_again_is_written_to_once_anybody_installs_it()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var (rita, bo) = (await house.AtAsync("Rita"), await house.AtAsync("Bo"));
        house.Tenant.BotIsDisabled = true;
        await TeamsRows.ShowAsync(house, [rita.User, bo.User]);
        await house.SettleAsync();
        foreach (var user in new[] { rita.User, bo.User }) Assert.Equal("An admin of the tenant has switched BotCoach off. (BotDisabledByAdmin)", await TeamsRows.OffAsync(house, user));
        house.Tenant.BotIsDisabled = false;
        await house.AtAsync("Newcomer");
        foreach (var user in new[] { rita.User, bo.User }) Assert.Null(await TeamsRows.OffAsync(house, user));
        await TeamsRows.ShowAsync(house, [rita.User, bo.User], Message.Say("Four deals of yours came in."));
        await house.SettleAsync();
        foreach (var driver in new[] { rita, bo }) Assert.Contains("Four deals", driver.Chat[^1].WordsFor(driver.User));
    }

    /// <summary>What the answer makes of a person's message, and what that has become eleven minutes later.</summary>
    private static async Task<(string Answer, string Now, string Then, string Address, string Why, bool Complains)> BecomesAsync(TeamsHouse house, string answer, TeamsTrouble trouble, string method)
    {
        var user = house.Tenant.AddUser($"{method} {Guid.NewGuid():N}");
        if (method == "UpdateActivity")
        {
            await TeamsRows.ShowAsync(house, [user], Message.Say("Two deals of yours came in."));
            await TeamsRows.SendAsync(house);
        }
        await TeamsRows.ShowAsync(house, [user]);
        house.Teams.Troubles.Whim = call => call.Method == method ? trouble : null;
        await TeamsRows.SendAsync(house);
        house.Teams.Troubles.Whim = null;
        var (now, row) = (house.Clock.Now, await house.RowAsync($"note:{user.Name}"));
        var complains = (await TeamsRows.ReadyAsync(house)).Contains(NotRegistered, StringComparison.Ordinal);
        house.Clock.Advance(TimeSpan.FromMinutes(11));
        await TeamsRows.SendAsync(house);
        var then = await house.RowAsync($"note:{user.Name}");
        return (answer, Word(row, now), then.State != MessageState.Sent ? "no more" : then.WasUncertain ? "doubled" : "sent", await TeamsRows.OffAsync(house, user) is null ? "on" : "off", row.Why ?? "", complains);
    }

    private static string Word(OutgoingMessage row, DateTimeOffset now) => row.State switch
    {
        MessageState.GaveUp => "given up",
        MessageState.Uncertain => "uncertain",
        MessageState.Waiting => $"{(row.Attempts == 0 ? "rests for" : "again after")} {(row.NotBefore!.Value - now).TotalSeconds:0} s",
        _ => "sent",
    };

    private static TeamsTrouble Trouble(string answer)
    {
        var (status, said) = (int.Parse(answer[..3]), answer[4..]);
        if (said[0] is '{' or '<') return TeamsTrouble.Writes(status, said);
        var words = said.Split(" after ");
        return TeamsTrouble.Says(status, words[0], words.Length > 1 ? int.Parse(words[1]) : null);
    }
}
