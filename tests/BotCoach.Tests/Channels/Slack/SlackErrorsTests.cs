using System.Net;
using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Delivery = BotCoach.Channels.Delivery;
using Options = Microsoft.Extensions.Options.Options;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What becomes of a message that Slack did not take: each answer, for a new message and for an edit.</summary>
public sealed partial class SlackErrorsTests
{
    private const string OurBug = "gave up: OurBug";

    // A star stands for any ending. "All": the whole workspace waits. Two rows are not as our facts' section 10 has them: an organisation's app goes on
    // where one of its workspaces does not have it, and what cannot be edited is sent anew.
    private const string Answers =
        """
        what Slack answers                                                                        | a new message             | an edit, or the Home tab
        HTTP-429-after-7 ratelimited-after-7 rate_limited-after-7                                 | all again after 7 s       | all again after 7 s
        HTTP-429 ratelimited rate_limited                                                         | all again after 30 s      | all again after 30 s
        message_limit_exceeded                                                                    | all again after 600 s     | all again after 600 s
        HTTP-500 HTTP-503                                                                         | uncertain                 | again after 10 s
        internal_error fatal_error service_unavailable request_timeout                            | uncertain                 | again after 10 s
        update_failed team_added_to_org org_login_required external_channel_migrating             | again after 30 s          | again after 30 s
        streaming_state_conflict hash_conflict                                                    | again after 30 s          | again after 30 s
        invalid_auth not_authed account_inactive token_revoked token_expired app_access_restricted | gave up: Token            | gave up: Token
        missing_scope not_allowed_token_type no_permission access_denied accesslimited            | gave up: Scope            | gave up: Scope
        ekm_access_denied enterprise_is_restricted two_factor_setup_required method_deprecated    | gave up: Scope            | gave up: Scope
        deprecated_endpoint metadata_must_be_sent_from_app not_enabled messages_tab_disabled      | gave up: Scope            | gave up: Scope
        channel_not_found is_archived is_inactive not_in_channel user_not_found users_not_found   | gave up: Destination      | gave up: Destination
        user_disabled user_not_visible user_not_in_channel cannot_reply_to_message                | gave up: Destination      | gave up: Destination
        restricted_action* team_access_not_granted                                                | gave up: Destination      | gave up: Destination
        message_not_found cant_update_message edit_window_closed                                  | gave up: MessageGone      | gave up: MessageGone
        invalid_blocks invalid_blocks_format invalid_attachments msg_too_long msg_blocks_too_long | gave up: OurBug           | gave up: OurBug
        msg_blocks_too_many no_text too_many_attachments view_too_large push_limit_reached        | gave up: OurBug           | gave up: OurBug
        duplicate_external_id invalid_arguments invalid_arg_name invalid_array_arg                | gave up: OurBug           | gave up: OurBug
        invalid_charset invalid_form_data invalid_post_type missing_post_type                     | gave up: OurBug           | gave up: OurBug
        markdown_text_conflict metadata_too_large invalid_metadata_* a_code_of_next_year          | gave up: OurBug           | gave up: OurBug
        """;

    private static readonly Dictionary<string, (string New, string Edit)> Table = Read();

    [Fact]
    public async Task Every_answer_is_taken_as_the_table_says()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        foreach (var (answer, expected) in Table)
            Assert.Equal((answer, expected.New, expected.Edit, expected.Edit), await BecomesAsync(house, answer, () => Answering(answer.Replace("*", "in_some_way"))));
    }

    [Theory]
    [InlineData("silent")]
    [InlineData("cut")]
    [InlineData("garbage")]
    public async Task An_answer_that_never_came_leaves_a_new_message_uncertain_and_an_edit_to_be_done_again(string how)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        await house.Host.App.Services.GetRequiredService<SlackTokens>().OfAsync(house.Team.Id, default);
        if (how == "silent") house.Host.App.Services.GetRequiredService<IOptions<SlackOptions>>().Value.CallTimeout = TimeSpan.FromMilliseconds(200);
        var trouble = how switch { "silent" => Trouble.SilentBefore, "cut" => Trouble.CutBefore, _ => Trouble.Garbage };
        Assert.Equal((how, "uncertain", "again after 10 s", "again after 10 s"), await BecomesAsync(house, how, () => trouble));
    }

    [Fact]
    public async Task A_Slack_that_is_not_reached_at_all_is_tried_again_and_nothing_is_uncertain()
    {
        using var http = new HttpClient();
        var back = await new SlackApi(http, Options.Create(new SlackOptions { ApiBaseUrl = "http://127.0.0.1:1/api/" })).AuthTest("xoxb-1");
        Assert.Equal(("all again after 10 s", "all again after 10 s"), (Words(SlackErrors.OfNew(back)), Words(SlackErrors.OfEdit(back))));
    }

    [SharedSlackFact]
    public async Task Every_code_that_a_method_of_messages_has_is_in_the_table_or_our_bug()
    {
        var contract = SharedSlack.Read("method-errors.json");
        string[] codes =
        [
            .. contract["common"]!.AsArray().Select(c => c!.ToString()),
            .. ((string[])["chat.postMessage", "chat.update", "views.publish"]).SelectMany(m => contract["methods"]![m]!["errors"]!.AsArray()).Select(c => c!.ToString()),
        ];
        Assert.True(codes.Length > 80);
        foreach (var code in codes.Distinct())
        {
            using var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"ok":false,"error":"{{code}}"}""") };
            var back = await SlackReturn.OfAsync(response, default);
            // With a token that may still be exchanged, this one is no end yet.
            var (asNew, asEdit) = code == "token_expired" ? ("again after 10 s", "again after 10 s") : Of(code) ?? (OurBug, OurBug);
            Assert.Equal((code, asNew, asEdit), (code, Words(SlackErrors.OfNew(back)), Words(SlackErrors.OfEdit(back))));
        }
    }

    [SharedSlackFact]
    public void Every_code_that_our_facts_know_a_way_with_is_in_the_table()
    {
        var facts = File.ReadAllText(Path.Combine(SharedSlack.Folder!, "..", "..", "facts", "slack.md"));
        var section = facts.Split("## 10.")[1].Split("## 11.")[0].Split('\n').Where(line => line.StartsWith("- **", StringComparison.Ordinal));
        var codes = Code().Matches(string.Join('\n', section)).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(codes.Count > 60);
        Assert.DoesNotContain(codes, code => Of(code) is null);
    }

    private static (string New, string Edit)? Of(string code) => Table.TryGetValue(code, out var found) ? found
        : Table.Where(t => t.Key.EndsWith('*') && code.StartsWith(t.Key[..^1], StringComparison.Ordinal)).Select(t => ((string, string)?)t.Value).FirstOrDefault();

    private static Dictionary<string, (string, string)> Read() => Answers.Split('\n').Skip(1).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .SelectMany(cells => cells[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(answer => (answer, (cells[1], cells[2])))).ToDictionary();

    /// <summary>What the answer makes of a new message, of an edit, and of the Home tab.</summary>
    private static async Task<(string Answer, string New, string Edit, string Home)> BecomesAsync(SlackHouse house, string answer, Func<Trouble> trouble)
    {
        var slack = house.Host.App.Services.GetServices<IChannel>().Single(c => c.Name == "slack");
        var (to, hello) = (new Address("slack", house.Team.Id, "U1", "D1"), Message.Say("Hello"));
        foreach (var method in (string[])["chat.postMessage", "chat.update", "views.publish"]) house.Slack.Troubles.Next(method, trouble());
        return (answer, Words(await slack.SendAsync(to, hello, new Delivery("1", IsAnswer: true), default)), Words(await slack.EditAsync(to, "1.1", hello, new Delivery("1"), default)),
            Words(await slack.SendAsync(to, hello, new Delivery("2", IsAnswer: true, Place.Home), default)));
    }

    private static Trouble Answering(string answer)
    {
        var (what, after) = answer.Split("-after-") is [var before, var seconds] ? (before, int.Parse(seconds)) : (answer, (int?)null);
        if (!what.StartsWith("HTTP-", StringComparison.Ordinal)) return Trouble.Says(what, after);
        return after is { } wait ? Trouble.TooMany(wait) : Trouble.Status(int.Parse(what[5..]));
    }

    private static string Words(SendResult result) => result switch
    {
        Uncertain => "uncertain",
        TryAgain again => $"{(again.HoldsTeam ? "all " : "")}again after {again.After.TotalSeconds:0} s",
        GaveUp gaveUp => $"gave up: {gaveUp.Kind}",
        _ => $"{result}",
    };

    [GeneratedRegex("`([a-z]+_[a-z_]+\\*?|accesslimited|ratelimited)`")]
    private static partial Regex Code();
}
