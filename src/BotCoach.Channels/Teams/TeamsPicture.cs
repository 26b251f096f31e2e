using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>What Teams shows of the card that <see cref="TeamsWriter"/> writes.</summary>
internal sealed class TeamsPicture : IChannelPicture
{
    // whether a button opens a form is not to be seen
    private readonly TeamsWriter _writer = new(_ => false);

    public string Platform => "Teams";

    public IReadOnlyList<PicturePiece> Of(Message message) => Pieces(_writer.Card(message, [], "")["body"]!);

    private static IReadOnlyList<PicturePiece> Pieces(JsonNode items) => [.. items.AsArray().SelectMany(i => Pieces(i!.AsObject()))];

    private static IEnumerable<PicturePiece> Pieces(JsonObject item) => (string?)item["type"] switch
    {
        "RichTextBlock" => [Line(item)],
        "Container" => [new PictureBox(Pieces(item["items"]!), (string?)item["style"] == "emphasis")],
        "ColumnSet" when item["columns"] is { } columns => [new PictureBeside(Pieces(columns[0]!["items"]!), Pieces(columns[1]!["items"]!))],
        "ActionSet" => [new PictureButtons([.. item["actions"]!.AsArray().Select(a => new PictureButton((string)a!["title"]!, Look.Plain))])],
        "ProgressBar" => [new PictureBar((double)item["value"]!)],
        "Chart.HorizontalBar" => [new PictureChart((string)item["title"]!, [.. item["data"]!.AsArray().Select(p => new ChartPoint((string)p!["x"]!, (double)p["y"]!))])],
        _ => [],
    };

    private static PicturePiece Line(JsonObject line)
    {
        var runs = line["inlines"]!.AsArray();
        if (runs.Any(r => (string?)r!["size"] == "Large")) return new PictureTitle(string.Concat(runs.Select(r => (string)r!["text"]!)));
        return new PictureText(
            [.. runs.Select(r => new PictureRun((string)r!["text"]!, (string?)r["weight"] == "Bolder", r["selectAction"] is not null))],
            Quiet: runs.All(r => (bool?)r!["isSubtle"] == true), Close: (string?)line["spacing"] == "None");
    }
}
