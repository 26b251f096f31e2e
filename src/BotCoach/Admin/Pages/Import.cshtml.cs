using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>One import: the card that the chat shows too, its buttons, and its forms.</summary>
internal sealed class ImportModel(BotCoachDb db, ImportActions imports, ImportMappingActions mapping, Outbox outbox) : ConsolePage
{
    private static readonly HashSet<string> Pressed = ["import.apply", "import.cancel", "import.columns", "import.stages", "import.dates"];

    public ImportRun Run { get; private set; } = null!;
    public MessageView? Card { get; private set; }
    public FormView? View { get; private set; }

    /// <summary>The button that opened the form.</summary>
    public string Asked { get; private set; } = "";

    /// <summary>The clock is at it: the page looks again.</summary>
    public bool GoesOn => View is null && Run.State is ImportState.Reading or ImportState.Applying;

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        if (await OpenAsync(id) is null) return NotFound();
        if (await outbox.FindAsync(ImportMessage.KeyOf(Run)) is { } shown) Card = new MessageView(Message.FromJson(shown.Content), Pressed);
        return Page();
    }

    /// <summary>The refused rows, with why, as a file to put right and bring again.</summary>
    public async Task<IActionResult> OnGetRejectsAsync(Guid id, CancellationToken cancel)
    {
        if (await OpenAsync(id) is null) return NotFound();
        var plan = ImportPlan.FromJson(Run.Mapping);
        var refused = await ImportRejects.OfAsync(db, Run.Id, plan, cancel);
        if (refused.Count == 0) return Say("The rows of that import are not kept any more. Bring the files again to see what is refused.", Here);
        var file = new MemoryStream();
        using (var rejects = new ImportRejects(file, plan.Header)) foreach (var (cells, fault) in refused) rejects.Add(cells, fault);
        file.Position = 0;
        return File(file, "text/csv", "refused-rows.csv");
    }

    public async Task<IActionResult> OnPostPressAsync(Guid id, string? press)
    {
        if (await OpenAsync(id) is null) return NotFound();
        if (press?.Split(' ')[0] is not { } action || !Pressed.Contains(action)) return BadRequest();
        var turn = Visitor.Presses(action, $"{id}");
        return await Answer(action, turn) switch
        {
            OpenForm open => Show(open.Form, action),
            Say say => Say(say.Message.Words, Here),
            _ => LocalRedirect(Here),
        };
    }

    public async Task<IActionResult> OnPostFormAsync(Guid id, string? asked)
    {
        if (await OpenAsync(id) is null || asked is null || !Pressed.Contains(asked)) return NotFound();
        var typed = FormView.Read(Request.Form);
        var reply = await Submit(asked, Visitor.Submits(asked + "set", $"{id}", typed));
        if (reply is FormErrors faults && await Answer(asked, Visitor.Presses(asked, $"{id}")) is OpenForm open)
        {
            Errors = faults.Errors;
            return Show(open.Form, asked, typed);
        }
        return reply is Say say ? Say(say.Message.Words, Here) : LocalRedirect(Here);
    }

    private string Here => $"/admin/deals/import/{Run.Id}";

    /// <summary>The import, where it is the visitor's own or the visitor is an admin.</summary>
    private async Task<ImportRun?> OpenAsync(Guid id)
    {
        var run = await db.ImportRuns.FirstOrDefaultAsync(r => r.Id == id);
        return run is not null && (Visitor.IsAdmin || run.PersonId == Visitor.Person.Id) ? Run = run : null;
    }

    private Task<Reply> Answer(string action, Turn turn) => action switch
    {
        "import.apply" => imports.ApplyAsync(turn),
        "import.cancel" => imports.CancelAsync(turn),
        "import.columns" => mapping.ColumnsAsync(turn),
        "import.stages" => mapping.StagesAsync(turn),
        _ => mapping.DatesAsync(turn),
    };

    private Task<Reply> Submit(string asked, Turn turn) => asked switch
    {
        "import.columns" => mapping.ColumnsSetAsync(turn),
        "import.stages" => mapping.StagesSetAsync(turn),
        _ => mapping.DatesSetAsync(turn),
    };

    private IActionResult Show(Form form, string asked, IReadOnlyDictionary<string, string>? typed = null)
    {
        (Asked, View) = (asked, new FormView(form, Errors, typed));
        return Page();
    }
}
