using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>The draft as one text, out and in. It is saved whole, so it is refused when somebody has changed the draft since.</summary>
public sealed class YamlModel(Drafts drafts, DraftDesk desk) : DraftPage(desk)
{
    public string Text { get; private set; } = "";
    public long Revision { get; private set; }
    public IReadOnlyList<string> Problems { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid process)
    {
        if (!await ReadAsync(process)) return NotFound();
        (Text, Revision) = (StageBookYaml.Write(Open.Book), Open.Draft.Revision);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid process, string? text, long revision)
    {
        if (!await ReadAsync(process)) return NotFound();
        (Text, Revision) = (text ?? "", revision);
        if (Open.Draft.Revision != revision) return Refuse(["Somebody has changed the draft since you opened this. Copy your text, open the page again and bring the two together."]);
        var reading = StageBookYaml.Read(Text);
        if (reading.Book is not { } book) return Refuse([.. reading.Problems.Take(50).Select(p => p.ToString())]);
        drafts.Save(Open.Draft, book, Visitor.Person.Id, Visitor.Now);
        return Say("The draft is saved.", DraftPath());
    }

    private IActionResult Refuse(IReadOnlyList<string> problems)
    {
        Problems = problems;
        return Page();
    }
}
