using System.Text.Json.Nodes;

namespace BotCoach.Channels.Slack;

/// <summary>What Slack shows of the blocks that <see cref="SlackWriter"/> writes.</summary>
internal sealed class SlackPicture : IChannelPicture
{
    public string Platform => "Slack";

    public IReadOnlyList<PicturePiece> Of(Message message) => [.. SlackWriter.Blocks(message).SelectMany(b => Pieces(b!))];

    private static IEnumerable<PicturePiece> Pieces(JsonNode block) => (string?)block["type"] switch
    {
        "header" => [new PictureTitle(Words(block["text"]!))],
        "section" when block["fields"] is JsonArray fields => [new PictureFields([.. fields.Select(f => SlackRuns.Of((string)f!["text"]!))])],
        "section" when block["accessory"] is { } button => [new PictureBeside([Said(block["text"]!)], [new PictureButtons([Button(button)])])],
        "section" => [Said(block["text"]!)],
        "context" => block["elements"]!.AsArray().Select(e => new PictureText(SlackRuns.Of((string)e!["text"]!), Quiet: true)),
        "actions" => [new PictureButtons([.. block["elements"]!.AsArray().Select(e => Button(e!))])],
        "data_visualization" => [Chart(block)],
        _ => [],
    };

    /// <summary>A line that begins with ">" is a quote's: the words' own are escaped.</summary>
    private static PictureText Said(JsonNode text)
    {
        var mrkdwn = (string)text["text"]!;
        var isQuote = mrkdwn.StartsWith("> ", StringComparison.Ordinal);
        return new PictureText(SlackRuns.Of(isQuote ? mrkdwn[2..].Replace("\n> ", "\n", StringComparison.Ordinal) : mrkdwn), Quote: isQuote);
    }

    private static PictureButton Button(JsonNode button) =>
        new(Words(button["text"]!), (string?)button["style"] switch { "primary" => Look.Main, "danger" => Look.Careful, _ => Look.Plain });

    private static PictureChart Chart(JsonNode block) => new(
        SlackRuns.Seen((string)block["title"]!),
        [.. block["chart"]!["series"]![0]!["data"]!.AsArray().Select(p => new ChartPoint(SlackRuns.Seen((string)p!["label"]!), (double)p["value"]!))]);

    private static string Words(JsonNode plain) => SlackRuns.Seen((string)plain["text"]!);
}
