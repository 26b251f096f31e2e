using System.Text.Json.Nodes;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Where our token goes, and how ids stand in an address.</summary>
public sealed class TeamsApiTests
{
    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea/", true)]
    [InlineData("https://SMBA.trafficmanager.net/amer", true)]
    [InlineData("http://smba.trafficmanager.net/emea/", false)]
    [InlineData("https://smba.trafficmanager.net.evil.example/", false)]
    [InlineData("https://evil.example/smba.trafficmanager.net/", false)]
    [InlineData("https://smba.trafficmanager.net@evil.example/", false)]
    [InlineData("http://127.0.0.1:5000/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public async Task Our_token_goes_to_the_Connector_alone(string? service, bool isAllowed)
    {
        var wire = new Wire();
        using var http = new HttpClient(wire);
        var api = new TeamsApi(http, new TeamsOptions(), new FakeClock());
        Assert.Equal(isAllowed, api.IsAllowed(service));
        var back = await api.SendToConversation("token", service ?? "", "a:1", []);
        Assert.Equal((isAllowed, isAllowed ? 1 : 0), (back.Ok, wire.Asked.Count));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/", false, false, false)]
    [InlineData("http://127.0.0.1:5000/", true, false, true)]
    [InlineData("http://localhost:56150/_connector", true, false, false)]
    [InlineData("http://localhost:56150/_connector", false, true, true)]
    [InlineData("http://[::1]:56150/_connector", false, true, true)]
    [InlineData("https://127.0.0.1:5001/", false, false, true)]
    [InlineData("http://smba.trafficmanager.net/emea/", true, true, false)]
    [InlineData("http://emulator.example/", true, true, false)]
    public void Plain_http_goes_to_this_machine_alone_and_only_where_that_is_allowed_by_name(string service, bool httpOnLoopback, bool anonymous, bool isAllowed)
    {
        using var http = new HttpClient(new Wire());
        var options = new TeamsOptions { AllowedServiceHosts = ["smba.trafficmanager.net", "127.0.0.1"], AllowsHttpOnLoopback = httpOnLoopback, AllowsAnonymous = anonymous };
        Assert.Equal(isAllowed, new TeamsApi(http, options, new FakeClock()).IsAllowed(service));
    }

    [Theory]
    [InlineData("t0ken", "Bearer t0ken")]
    [InlineData("", null)]
    public async Task Where_there_is_no_token_none_is_named(string token, string? authorization)
    {
        var wire = new Wire();
        using var http = new HttpClient(wire);
        await new TeamsApi(http, new TeamsOptions(), new FakeClock()).SendToConversation(token, "https://smba.trafficmanager.net/emea/", "a:1", []);
        Assert.Equal([authorization], wire.Authorizations);
    }

    [Fact]
    public async Task An_id_with_marks_of_an_address_in_it_stays_one_part_of_it()
    {
        var wire = new Wire();
        using var http = new HttpClient(wire);
        await new TeamsApi(http, new TeamsOptions(), new FakeClock()).UpdateActivity("token", "https://smba.trafficmanager.net/emea", "19:abc@thread.tacv2;messageid=17", "1/2", new JsonObject { ["type"] = "message" });
        Assert.Equal(["PUT https://smba.trafficmanager.net/emea/v3/conversations/19%3Aabc%40thread.tacv2%3Bmessageid%3D17/activities/1%2F2"], wire.Asked);
    }

    private sealed class Wire : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];
        public List<string?> Authorizations { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add($"{request.Method} {request.RequestUri!.AbsoluteUri}");
            Authorizations.Add(request.Headers.Authorization?.ToString());
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent("""{"id":"1"}""") });
        }
    }
}
