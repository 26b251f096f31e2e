using System.Text.Json;
using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness.FakeSlack;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Whatever a form asks, Slack opens it, and what comes back is understood.</summary>
public sealed class SlackFormsTests(ITestOutputHelper output)
{
    private const string From = "D012AB3CD:1760000000.000100";

    [Fact]
    public void Two_thousand_odd_forms_are_opened_as_they_are()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new RandomContent(seed);
        for (var i = 0; i < 2_000; i++)
        {
            var form = random.Form();
            var view = SlackForms.Modal(form, From);
            Taken(view);
            Assert.Equal(form.Action, view["callback_id"]!.ToString());
            Assert.Equal(new FormPlace(form.State, form.BasedOn, From), SlackIds.Place(view["private_metadata"]!.ToString()));
            var fields = view["blocks"]!.AsArray().Where(b => b!["type"]!.ToString() == "input").Select(b => SlackIds.Field(b!["block_id"]!.ToString())).ToList();
            Assert.Equal(form.Fields.Select(f => f.Id).Where(fields.Contains), fields);
            Assert.All(new Texts(view).Plain, t => Assert.DoesNotMatch("<[!@#]", t));
            if (i % 10 == 0) Taken(SlackForms.Whole(AsSent(view), "Somebody was quicker."));
        }
    }

    [Fact]
    public void A_form_that_was_not_taken_as_a_whole_keeps_everything_and_says_why_once()
    {
        var view = SlackForms.Modal(new Form("deal.step", "Next step", [new TextField("step", "What"), new DateField("on", "When")], "42", 7), From);
        var sent = AsSent(view);
        var once = SlackForms.Whole(sent, "Somebody was <quicker>.");
        var twice = SlackForms.Whole(AsSent(once), "Still not.");

        Assert.Equal("Somebody was &lt;quicker&gt;.", once["blocks"]![0]!["text"]!["text"]!.ToString());
        Assert.Equal("Still not.", twice["blocks"]![0]!["text"]!["text"]!.ToString());
        Assert.Equal(["form.whole", "step@7", "on@7"], twice["blocks"]!.AsArray().Select(b => b!["block_id"]!.ToString()));
        Assert.Equal(view["blocks"]!.ToJsonString(), new JsonArray([.. twice["blocks"]!.AsArray().Skip(1).Select(b => b!.DeepClone())]).ToJsonString());
        Assert.Equal(["type", "title", "submit", "close", "blocks", "private_metadata", "callback_id", "notify_on_close"], twice.Select(p => p.Key));
    }

    [Fact]
    public void Each_kind_of_field_begins_with_what_it_can_take()
    {
        Option[] options = [new("a", "A"), new("b", "B")];
        Assert.Equal("12.50", Element(new NumberField("n", "N") { Value = "12.50" })["initial_value"]!.ToString());
        Assert.Null(Element(new NumberField("n", "N") { Value = "a dozen" })["initial_value"]);
        Assert.Equal("2026-02-28", Element(new DateField("d", "D") { Value = "2026-02-28" })["initial_date"]!.ToString());
        Assert.Null(Element(new DateField("d", "D") { Value = "2026-02-30" })["initial_date"]);
        Assert.Equal("b", Element(new ChoiceField("c", "C", options) { Value = "b" })["initial_option"]!["value"]!.ToString());
        Assert.Null(Element(new ChoiceField("c", "C", options) { Value = "z" })["initial_option"]);
        Assert.Equal(["a", "b"], Element(new ChoiceField("c", "C", options, Several: true) { Value = "b,a,z" })["initial_options"]!.AsArray().Select(o => o!["value"]!.ToString()));
        Assert.Equal("Acme", Element(new FindField("f", "F", "deal.find") { Value = "42", ValueLabel = "Acme" })["initial_option"]!["text"]!["text"]!.ToString());
        Assert.Equal("deal.find", Element(new FindField("f", "F", "deal.find"))["action_id"]!.ToString());
        Assert.True(Element(new TextField("t", "T") { Value = "two\nlines" })["multiline"]!.GetValue<bool>());
    }

    [Fact]
    public void Several_of_many_are_a_list_and_what_is_chosen_is_always_in_it()
    {
        Option[] many = [.. Enumerable.Range(1, 130).Select(i => new Option($"{i}", $"Option {i}"))];
        Assert.Equal("checkboxes", Element(new ChoiceField("c", "C", many[..10], Several: true))["type"]!.ToString());
        Assert.Equal("multi_static_select", Element(new ChoiceField("c", "C", many[..11], Several: true))["type"]!.ToString());
        var field = SlackForms.Modal(new Form("a.b", "T", [new ChoiceField("c", "C", many) { Value = "130" }]), null)["blocks"]![0]!;
        Assert.Equal("130", field["element"]!["initial_option"]!["value"]!.ToString());
        Assert.Equal("…and 30 more that do not fit here.", field["hint"]!["text"]!.ToString());
    }

    [Fact]
    public void A_choice_of_nothing_is_said_instead_of_asked()
    {
        var block = SlackForms.Modal(new Form("a.b", "T", [new ChoiceField("c", "Which deal", [])]), null)["blocks"]![0]!;
        Assert.Equal(("section", "*Which deal*\nNothing to choose from yet."), (block["type"]!.ToString(), block["text"]!["text"]!.ToString()));
    }

    [Fact]
    public void A_form_of_too_many_fields_says_how_many_are_missing()
    {
        var blocks = SlackForms.Modal(new Form("a.b", "T", [.. Enumerable.Range(1, 120).Select(i => new TextField($"f{i}", $"F {i}"))]), null)["blocks"]!.AsArray();
        Assert.Equal((99, "…and 22 more that do not fit into one form."), (blocks.Count, blocks[^1]!["elements"]![0]!["text"]!.ToString()));
    }

    [Theory]
    [InlineData("nudge.step", 1, "nudge.step")]
    [InlineData("nudge.step", 2, "nudge.step~2")]
    [InlineData("nudge.step", 25, "nudge.step~25")]
    public void An_actions_id_comes_back_as_the_action(string action, int nth, string id)
    {
        Assert.Equal(id, SlackIds.ActionId(action, nth));
        Assert.Equal(action, SlackIds.Action(id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("2|1||x")]
    [InlineData("1|one||x")]
    public void Metadata_that_is_not_ours_is_nothing(string? metadata) => Assert.Null(SlackIds.Place(metadata));

    [Fact]
    public void Ids_with_our_own_marks_in_them_come_back_whole()
    {
        Assert.Equal("a@b", SlackIds.Field(SlackIds.BlockId("a@b", -3)));
        Assert.Equal("other", SlackIds.Field("other"));
        Assert.Equal("a~b", SlackIds.Action("a~b"));
        Assert.Equal(new FormPlace("x|y|z", 3, "D1|2"), SlackIds.Place(SlackIds.Metadata(new Form("a.b", "T", [], "x|y|z", 3), "D1|2")));
    }

    private static JsonNode Element(Field field) => SlackForms.Modal(new Form("a.b", "T", [field]), null)["blocks"]![0]!["element"]!;

    private static void Taken(JsonNode view)
    {
        var complaints = BlockKit.Complaints(view, Surface.Modal, strictly: true);
        if (complaints.Count > 0) Assert.Fail($"{string.Join("\n", complaints)}\n{view.ToJsonString()}");
    }

    // As Slack sends a view back: with its own keys, and empty ones where we sent none.
    private static JsonElement AsSent(JsonObject view)
    {
        var sent = (JsonObject)view.DeepClone();
        (sent["id"], sent["hash"], sent["external_id"], sent["previous_view_id"]) = ("V1", "1.2", "", null);
        (sent["team_id"], sent["state"]) = ("T1", new JsonObject { ["values"] = new JsonObject() });
        return JsonSerializer.Deserialize<JsonElement>(sent.ToJsonString());
    }
}
