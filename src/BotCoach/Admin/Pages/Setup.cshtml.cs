using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Setup;
using BotCoach.Stages;
using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>The guided setup, with more room than in chat: the same steps, the same verbs.</summary>
public sealed class SetupModel(SetupReading reading, SetupActions setup, Templates templates) : ConsolePage
{
    public const string Path = "/admin/setup";

    public override Role Needs => Role.Admin;

    public SetupView View { get; private set; } = null!;
    public FormView Template { get; private set; } = null!;
    public FormView Teams { get; private set; } = null!;
    public Message Ahead { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostTemplateAsync(string? template)
    {
        if (template is null || !BuiltInBooks.Names.Contains(template)) return NotFound();
        var problems = await templates.UseAsync(template, Visitor.Actor, Visitor.Now);
        return Say(problems.Count > 0 ? problems[0].ToString() : $"{BuiltInBooks.Open(template).Name} is how you sell, until another process is for a deal.", Path);
    }

    public async Task<IActionResult> OnPostHoldAsync()
    {
        await setup.HoldAsync(Visitor.Actor, Visitor.Now);
        return Say("Nobody is told anything by itself until you turn a team on.", Path);
    }

    public async Task<IActionResult> OnPostTeamsAsync(string[] teams)
    {
        await setup.TurnOnAsync(teams, Visitor.Actor, Visitor.Now);
        return Say("Saved: who gets briefs.", Path);
    }

    private async Task<IActionResult> ShowAsync()
    {
        View = await reading.OfAsync(Visitor.Now);
        (Template, Teams) = (Form(SetupMessage.TemplateForm(await templates.DefaultAsync())), Form(SetupMessage.TeamsForm(View)));
        var (briefs, others) = await reading.TomorrowAsync(Visitor.Now);
        Ahead = SetupMessage.TomorrowOf(briefs, others, Visitor.Zone, Visitor.Now);
        return Page();
    }

    private FormView Form(Form form) => new(form, Errors);
}
