using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Every call to the Connector has the shape that Microsoft's own description of it asks for.</summary>
public sealed class TeamsContractTests
{
    private const string Conversation = "19:abc@thread.tacv2;messageid=17";

    // What the description does not have, and https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context does.
    private static readonly string[] Undescribed = [nameof(TeamsApi.GetConversationMember)];

    private static readonly Dictionary<string, Func<TeamsApi, string, Task<TeamsReturn>>> Calls = new()
    {
        [nameof(TeamsApi.CreateConversation)] = (api, url) => api.CreateConversation("token", url, new JsonObject
        {
            ["bot"] = new JsonObject { ["id"] = "28:bot", ["name"] = "BotCoach" }, ["members"] = new JsonArray(new JsonObject { ["id"] = "29:1" }), ["isGroup"] = false, ["tenantId"] = "tenant",
            ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = "tenant" } }, ["activity"] = Activity(),
        }),
        [nameof(TeamsApi.SendToConversation)] = (api, url) => api.SendToConversation("token", url, Conversation, Activity()),
        [nameof(TeamsApi.ReplyToActivity)] = (api, url) => api.ReplyToActivity("token", url, Conversation, "17", Activity()),
        [nameof(TeamsApi.UpdateActivity)] = (api, url) => api.UpdateActivity("token", url, Conversation, "1/2", Activity()),
        [nameof(TeamsApi.DeleteActivity)] = (api, url) => api.DeleteActivity("token", url, Conversation, "17"),
        [nameof(TeamsApi.GetConversationPagedMembers)] = (api, url) => api.GetConversationPagedMembers("token", url, Conversation, "next page"),
        [nameof(TeamsApi.GetConversationMember)] = (api, url) => api.GetConversationMember("token", url, Conversation, "29:1"),
    };

    [Fact]
    public void Every_call_that_there_is_is_judged() => Assert.Equal(
        typeof(TeamsApi).GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic).Where(m => m.ReturnType == typeof(Task<TeamsReturn>) && m.IsAssembly && m.Name != nameof(TeamsApi.DownloadAsync)).Select(m => m.Name).Order(),
        Calls.Keys.Order());

    [SharedTeamsNpmFact]
    public async Task Microsofts_description_takes_every_call_and_the_fake_finds_no_fault_in_its_body()
    {
        await using var prism = await Prism.StartAsync(SharedTeams.Connector);
        var judge = new Judge();
        using var http = new HttpClient(judge);
        var api = new TeamsApi(http, new TeamsOptions { AllowedServiceHosts = [prism.Url.Host], AllowsHttpOnLoopback = true }, new FakeClock());
        foreach (var (name, callAsync) in Calls)
        {
            var back = await callAsync(api, prism.Url.ToString());
            if (Undescribed.Contains(name)) Assert.Equal(405, back.Status);
            else Assert.True(back.Ok && judge.Violations.Count == 0, $"{name}: {back.Status} {back.Code} {string.Join("; ", judge.Violations)}");
        }
        var wrong = await api.SendToConversation("token", prism.Url.ToString(), Conversation, new JsonObject { ["type"] = "message", ["text"] = 17 });
        Assert.True(wrong.Status == 422 && judge.Violations.Count == 1, "the judge sleeps: it takes a number for a text");
        Assert.Empty(ActivityLaws.Complaints(Activity()).Complaints);
    }

    private static JsonObject Activity() => TeamsActivity.Of(
        new TeamsWriter(_ => false).Card(Message.Of("Acme", new Heading("Acme"), Buttons.Of(new Button("Open", "deal.open", "42"))), ["29:1"], "0123"), "Acme");

    /// <summary>Keeps what Prism says beside its answers.</summary>
    private sealed class Judge() : DelegatingHandler(new SocketsHttpHandler())
    {
        public List<string> Violations { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("sl-violations", out var said)) Violations.AddRange(said);
            return response;
        }
    }
}
