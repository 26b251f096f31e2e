using System.Text.Json.Nodes;
using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

public sealed class StageBookDiffTests
{
    private static readonly StageBook Seven = BuiltInBooks.Open(BuiltInBooks.SevenStages);

    [Fact]
    public void A_version_that_says_the_same_has_no_difference()
    {
        foreach (var name in BuiltInBooks.Names) Assert.Empty(StageBookDiff.Between(BuiltInBooks.Open(name), StageBookJson.Read(StageBookJson.Write(BuiltInBooks.Open(name)))));
    }

    [Fact]
    public void A_rule_over_the_deal_that_was_read_twice_is_the_same_rule()
    {
        var whole = Deals.TestBook.Whole();
        var book = whole with { Stages = [whole.Stages[0] with { Exit = [Deals.TestBook.Problem with { Accepts = [new Evidence(EvidenceKind.Rule, "segment is one of smb, enterprise and amount >= 5k")] }] }, .. whole.Stages.Skip(1)] };
        Assert.Empty(StageBookDiff.Between(book, StageBookJson.Read(StageBookJson.Write(book))));
    }

    [Theory, MemberData(nameof(Templates))]
    public void Whatever_is_changed_in_a_document_is_told(string template)
    {
        var book = BuiltInBooks.Open(template);
        var json = StageBookJson.Write(book);
        List<string> untold = [];
        foreach (var (place, change) in Changes(JsonNode.Parse(json)!, ""))
        {
            var document = JsonNode.Parse(json)!;
            change(document);
            var changes = StageBookDiff.Between(book, StageBookJson.Read(document.ToJsonString()));
            if (changes.Count == 0) untold.Add(place);
            else if (changes.Any(c => !c.Sentence.EndsWith('.'))) untold.Add($"{place}: {changes[0].Sentence}");
        }
        Assert.Empty(untold);
    }

    [Fact]
    public void A_reworded_criterion_is_told_with_its_old_words()
    {
        var changes = StageBookDiff.Between(Seven, With(Seven, "discovery", s => s with { Exit = [s.Exit[0] with { Text = "They told us what hurts." }, .. s.Exit.Skip(1)] }));
        Assert.Equal($"Discovery: “They told us what hurts.”: was “{Seven.Find("discovery")!.Exit[0].Text}”.", Assert.Single(changes).Sentence);
        Assert.Equal("discovery", changes[0].StageId);
    }

    [Fact]
    public void Another_kind_of_evidence_is_told_by_what_counts_too_and_what_counts_no_more()
    {
        var first = Seven.Find("discovery")!.Exit[0];
        var changes = StageBookDiff.Between(Seven, With(Seven, "discovery", s => s with
        {
            Exit = [first with { Accepts = [new Evidence(EvidenceKind.Approver, "manager")] }, .. s.Exit.Skip(1)],
        }));
        Assert.Contains($"Discovery: “{first.Text}”: your manager's yes counts too.", changes.Select(c => c.Sentence));
        Assert.Contains(changes, c => c.Sentence.EndsWith("no more.", StringComparison.Ordinal));
    }

    [Fact]
    public void Stages_that_came_went_or_moved_are_told_by_their_names()
    {
        var added = Seven.Stages[0] with { Id = "first-look", Name = "First look" };
        List<Stage> stages = [added, .. Seven.Stages.Where(s => s.Id != "discovery")];
        (stages[2], stages[3]) = (stages[3], stages[2]);
        var sentences = StageBookDiff.Between(Seven, Seven with { Stages = stages }).Select(c => c.Sentence).ToList();
        Assert.Contains("The stage “Discovery” is gone.", sentences);
        Assert.Contains("“First look” is a new stage, the first.", sentences);
        Assert.Single(sentences, t => t.Contains(" comes ", StringComparison.Ordinal));
        Assert.Contains(sentences, t => t == $"“{stages[2].Name}” comes after “{stages[1].Name}” now." || t == $"“{stages[3].Name}” comes after “{stages[2].Name}” now.");
    }

    [Fact]
    public void A_criterion_that_moved_to_another_stage_is_the_same_one()
    {
        var moved = Seven.Stages[1].Exit[0];
        var book = With(With(Seven, Seven.Stages[1].Id, s => s with { Exit = [.. s.Exit.Skip(1)] }), Seven.Stages[2].Id, s => s with { Exit = [.. s.Exit, moved] });
        Assert.Equal($"{Seven.Stages[2].Name}: “{moved.Text}”: moved here from {Seven.Stages[1].Name}.", Assert.Single(StageBookDiff.Between(Seven, book)).Sentence);
    }

    public static TheoryData<string> Templates() => new(BuiltInBooks.Names);

    internal static StageBook With(StageBook book, string stage, Func<Stage, Stage> change) => book with { Stages = [.. book.Stages.Select(s => s.Id == stage ? change(s) : s)] };

    /// <summary>Every value of a document changed alone, every item of a list taken away alone, and every two neighbours of a list in the other order.</summary>
    private static IEnumerable<(string Place, Action<JsonNode> Change)> Changes(JsonNode node, string path)
    {
        if (node is JsonObject map)
            foreach (var (key, value) in map)
                if (value is not null) foreach (var change in Changes(value, $"{path}/{key}")) yield return change;
        if (node is JsonArray list)
            for (var i = 0; i < list.Count; i++)
            {
                var at = i;
                foreach (var change in Changes(list[i]!, $"{path}/{i}")) yield return change;
                yield return ($"{path} without {i}", root => ((JsonArray)Find(root, path)).RemoveAt(at));
                if (i > 0 && list[i]!.ToJsonString() != list[i - 1]!.ToJsonString()) yield return ($"{path} {i} before {i - 1}", root => Swap((JsonArray)Find(root, path), at));
            }
        if (node is JsonValue leaf && Other(leaf) is { } other) yield return (path, root => Set(root, path, other));
    }

    private static JsonNode? Other(JsonValue leaf) => leaf.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => leaf.GetValue<int>() + 1,
        System.Text.Json.JsonValueKind.True => false,
        System.Text.Json.JsonValueKind.False => true,
        _ => leaf.GetValue<string>() switch { "pipeline" => "after-win", "after-win" => "pipeline", "note" => "quote", "field" or "rule" or "artifact" or "stakeholder" or "approver" or "quote" => "note", var text => $"{text} too" },
    };

    private static JsonNode Find(JsonNode root, string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(root, (node, part) => node is JsonArray list ? list[int.Parse(part)]! : node[part]!);

    private static void Set(JsonNode root, string path, JsonNode value)
    {
        var cut = path.LastIndexOf('/');
        var parent = Find(root, path[..cut]);
        if (parent is JsonArray list) list[int.Parse(path[(cut + 1)..])] = value;
        else parent[path[(cut + 1)..]] = value;
    }

    private static void Swap(JsonArray list, int at)
    {
        var item = list[at]!;
        list.RemoveAt(at);
        list.Insert(at - 1, item);
    }
}
