using BotCoach.Admin;
using BotCoach.Chat;
using BotCoach.Checklists;
using BotCoach.Deals;
using BotCoach.Home;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Reminders;
using BotCoach.Rollout;
using BotCoach.Setup;
using BotCoach.Stages;

namespace BotCoach;

/// <summary>Page 1: everything a person can press, type or submit, and the method it leads to. Wire ids are permanent.</summary>
public static class ChatRoutes
{
    public static RouteTable Table() => new RouteTable().Deals().Checklists().Reminders().Nudges().Imports().Stages().Rollout().Setup().Recaps().Reviews().Between().People().HomeRoutes().Console().Cards();

    private static RouteTable Deals(this RouteTable routes) => routes.DealCommands().DealButtons().DealForms().FromMessages().TriageRoutes();

    private static RouteTable DealCommands(this RouteTable routes) => routes
        .Command<HelpActions>("help", "help | what you can type", (a, t) => a.HelpAsync(t)).ForReaders()
        .Command<DealActions>("deal new", "deal new | a new deal", (a, t) => a.NewAsync(t))
        .Command<DealFillActions>("deal facts", "deal facts DEAL | fill in what you know", (a, t) => a.FactsAsync(t))
        .Command<DealFillActions>("deal person", "deal person DEAL | add somebody on their side", (a, t) => a.PersonAsync(t))
        .Command<DealFillActions>("deal link", "deal link DEAL | link a document", (a, t) => a.ArtifactAsync(t))
        .Command<DealMoveActions>("advance", "advance DEAL | one stage on, through the gate", (a, t) => a.AdvanceAsync(t))
        .Command<DealMoveActions>("back", "back DEAL | to an earlier stage, with a reason", (a, t) => a.BackAsync(t))
        .Command<DealFillActions>("next", "next DEAL | set the next step", (a, t) => a.NextAsync(t))
        .Command<DealActions>("heard", "heard DEAL | you heard from them", (a, t) => a.HeardAsync(t))
        .Command<DealActions>("touched", "touched DEAL | you touched them", (a, t) => a.TouchedAsync(t))
        .Command<DealMoveActions>("won", "won DEAL | record the win", (a, t) => a.WonAsync(t))
        .Command<DealMoveActions>("lost", "lost DEAL | record the loss, with its reason", (a, t) => a.LostAsync(t))
        .Command<DealMoveActions>("drop", "drop DEAL | close it as not a fit", (a, t) => a.DropAsync(t))
        .Command<DealMoveActions>("reopen", "reopen DEAL | open it again", (a, t) => a.ReopenAsync(t))
        .Command<TriageActions>("triage", "triage | sort the deals that came in by import", (a, t) => a.CommandAsync(t));

    private static RouteTable DealButtons(this RouteTable routes) => routes
        .Button<DealActions>("deal.show", (a, t) => a.ShowAsync(t))
        .Button<HelpActions>("deal.help", (a, t) => a.HelpAsync(t)).ForReaders()
        .FormButton<DealActions>("deal.new", (a, t) => a.NewAsync(t))
        .Button<DealActions>("deal.heard", (a, t) => a.HeardAsync(t))
        .Button<DealActions>("deal.touched", (a, t) => a.TouchedAsync(t))
        .Command<WaitingActions>("waiting", "waiting | what waits for your yes or your eye", (a, t) => a.ShowAsync(t))
        .Button<WaitingActions>("waiting.noted", (a, t) => a.NotedAsync(t))
        .FormButton<DealFillActions>("deal.next", (a, t) => a.NextAsync(t))
        .FormButton<DealFillActions>("deal.facts", (a, t) => a.FactsAsync(t))
        .FormButton<DealFillActions>("deal.person", (a, t) => a.PersonAsync(t))
        .FormButton<DealFillActions>("deal.artifact", (a, t) => a.ArtifactAsync(t))
        .Button<DealMoveActions>("deal.advance", (a, t) => a.AdvanceAsync(t))
        .FormButton<DealMoveActions>("deal.override", (a, t) => a.OverrideAsync(t))
        .Button<DealMoveActions>("deal.askpass", (a, t) => a.AskPassAsync(t))
        .FormButton<DealMoveActions>("deal.back", (a, t) => a.BackAsync(t))
        .FormButton<DealMoveActions>("deal.won", (a, t) => a.WonAsync(t))
        .FormButton<DealMoveActions>("deal.lost", (a, t) => a.LostAsync(t))
        .FormButton<DealMoveActions>("deal.drop", (a, t) => a.DropAsync(t))
        .Button<DealMoveActions>("deal.reopen", (a, t) => a.ReopenAsync(t))
        .Button<DealFillActions>("deal.template", (a, t) => a.TemplateAsync(t));

    private static RouteTable DealForms(this RouteTable routes) => routes
        .Form<DealActions>("deal.made", (a, t) => a.MadeAsync(t))
        .Form<DealFillActions>("deal.nextset", (a, t) => a.NextSetAsync(t))
        .Form<DealFillActions>("deal.factsset", (a, t) => a.FactsSetAsync(t))
        .Form<DealFillActions>("deal.personset", (a, t) => a.PersonSetAsync(t))
        .Form<DealFillActions>("deal.artifactset", (a, t) => a.ArtifactSetAsync(t))
        .Form<DealMoveActions>("deal.overruled", (a, t) => a.OverruledAsync(t))
        .Form<DealMoveActions>("deal.wentback", (a, t) => a.WentBackAsync(t))
        .Form<DealMoveActions>("deal.waswon", (a, t) => a.WasWonAsync(t))
        .Form<DealMoveActions>("deal.waslost", (a, t) => a.WasLostAsync(t))
        .Form<DealMoveActions>("deal.dropped", (a, t) => a.DroppedAsync(t));

    private static RouteTable FromMessages(this RouteTable routes) => routes
        .Options<FromMessageActions>("deal.options", (a, t) => a.OptionsAsync(t))
        .CardRefresh<FromMessageActions>("deal.share", (a, t) => a.ShareAsync(t))
        .FormButton<FromMessageActions>("deal.find", (a, t) => a.FindAsync(t))
        .Form<FromMessageActions>("deal.found", (a, t) => a.FoundAsync(t))
        .MessageAction<FromMessageActions>("deal.nextfrom", (a, t) => a.NextAsync(t))
        .Form<FromMessageActions>("deal.nextof", (a, t) => a.NextOfAsync(t))
        .MessageAction<FromMessageActions>("deal.recapfrom", (a, t) => a.RecapAsync(t))
        .Form<FromMessageActions>("deal.recapof", (a, t) => a.RecapOfAsync(t))
        .Form<FromMessageActions>("deal.recapset", (a, t) => a.RecapSetAsync(t));

    private static RouteTable TriageRoutes(this RouteTable routes) => routes
        .Button<TriageActions>("triage.page", (a, t) => a.PageAsync(t))
        .Button<TriageActions>("triage.work", (a, t) => a.WorkAsync(t))
        .Button<TriageActions>("triage.these", (a, t) => a.TheseAsync(t))
        .Button<TriageActions>("triage.all", (a, t) => a.AllAsync(t))
        .FormButton<TriageActions>("triage.park", (a, t) => a.ParkAsync(t))
        .FormButton<TriageActions>("triage.parkall", (a, t) => a.ParkAllAsync(t))
        .FormButton<TriageActions>("triage.close", (a, t) => a.CloseAsync(t))
        .Button<TriageActions>("triage.sure", (a, t) => a.SureAsync(t))
        .Button<TriageActions>("triage.old", (a, t) => a.OldAsync(t))
        .Form<TriageActions>("triage.parked", (a, t) => a.ParkedAsync(t))
        .Form<TriageActions>("triage.allparked", (a, t) => a.AllParkedAsync(t))
        .Form<TriageActions>("triage.closed", (a, t) => a.ClosedAsync(t));

    private static RouteTable Checklists(this RouteTable routes) => routes
        .Command<ChecklistActions>("walk", "walk DEAL | its checklist, one point at a time", (a, t) => a.OpenAsync(t))
        .Button<ChecklistActions>("walk.open", (a, t) => a.OpenAsync(t))
        .FormButton<ChecklistActions>("walk.do", (a, t) => a.DoAsync(t))
        .Form<ChecklistActions>("walk.done", (a, t) => a.DoneAsync(t))
        .Button<ChecklistActions>("walk.unknown", (a, t) => a.UnknownAsync(t))
        .Button<ChecklistActions>("walk.skip", (a, t) => a.SkipAsync(t))
        .Button<ChecklistActions>("walk.prev", (a, t) => a.PrevAsync(t))
        .Button<ChecklistActions>("walk.stop", (a, t) => a.StopAsync(t))
        .Button<ChecklistActions>("walk.why", (a, t) => a.WhyAsync(t))
        .Button<WalkDecisions>("walk.approve", (a, t) => a.ApproveAsync(t))
        .Button<WalkDecisions>("walk.lift", (a, t) => a.LiftAsync(t))
        .FormButton<WalkDecisions>("walk.dispute", (a, t) => a.DisputeAsync(t))
        .Form<WalkDecisions>("walk.disputed", (a, t) => a.DisputedAsync(t))
        .FormButton<WalkDecisions>("walk.waive", (a, t) => a.WaiveAsync(t))
        .Form<WalkDecisions>("walk.waived", (a, t) => a.WaivedAsync(t));

    private static RouteTable Reminders(this RouteTable routes) => routes
        .Command<RemindActions>("remind", "remind me WHEN WHAT | at a time of yours, once or again and again", (a, t) => a.RemindAsync(t))
        .Command<RemindActions>("reminders", "reminders | what you will be reminded of", (a, t) => a.ListAsync(t))
        .Button<RemindActions>("remind.done", (a, t) => a.DoneAsync(t))
        .Button<RemindActions>("remind.hour", (a, t) => a.HourAsync(t))
        .Button<RemindActions>("remind.tomorrow", (a, t) => a.TomorrowAsync(t))
        .Button<RemindActions>("remind.skip", (a, t) => a.SkipAsync(t))
        .Button<RemindActions>("remind.cancel", (a, t) => a.CancelAsync(t))
        .Button<RemindActions>("remind.tie", (a, t) => a.TieAsync(t))
        .FormButton<RemindActions>("remind.change", (a, t) => a.AskChangeAsync(t))
        .Form<RemindActions>("remind.change", (a, t) => a.ChangeAsync(t));

    private static RouteTable Nudges(this RouteTable routes) => routes
        .Command<BriefActions>("brief", "brief | your brief of today again", (a, t) => a.BriefAsync(t))
        .Button<BriefActions>("nudge.rest", (a, t) => a.RestAsync(t))
        .Button<NudgeActions>("nudge.step", (a, t) => a.StepAsync(t))
        .Button<NudgeActions>("nudge.when", (a, t) => a.WhenAsync(t))
        .Button<NudgeActions>("nudge.snooze", (a, t) => a.SnoozeAsync(t))
        .FormButton<NudgeActions>("nudge.snooze-until", (a, t) => a.AskUntilAsync(t))
        .Form<NudgeActions>("nudge.snooze-until", (a, t) => a.SnoozeUntilAsync(t))
        .Button<NudgeActions>("nudge.not-useful", (a, t) => a.NotUsefulAsync(t))
        .Button<NudgeActions>("nudge.why", (a, t) => a.WhyAsync(t))
        .FormButton<EscalationActions>("escalation.dispute", (a, t) => a.DisputeAsync(t))
        .Form<EscalationActions>("escalation.disputed", (a, t) => a.DisputedAsync(t))
        .Button<RuleActions>("nudge.mute", (a, t) => a.MuteAsync(t))
        .Command<RuleActions>("rules", "rules | which kinds of nudge you hear, and how useful they are", (a, t) => a.ShowAsync(t))
        .Button<RuleActions>("rule.unmute", (a, t) => a.UnmuteAsync(t))
        .Button<RuleActions>("rule.readmit", (a, t) => a.ReadmitAsync(t))
        .FormButton<RuleActions>("rule.terms", (a, t) => a.TermsAsync(t))
        .Form<RuleActions>("rule.terms", (a, t) => a.TermsSetAsync(t))
        .Button<NudgeActions>("nudge.fold", (a, t) => a.FoldAsync(t))
        .Command<NudgeWhyActions>("why", "why DEAL | why it is in your brief, and what would make it stop", (a, t) => a.DealAsync(t))
        .Button<NudgeWhyActions>("nudge.deal", (a, t) => a.DealAsync(t))
        .Button<NudgeWhyActions>("nudge.explain", (a, t) => a.NudgeAsync(t))
        .Button<NudgeActions>("nudge.confirm", (a, t) => a.ConfirmAsync(t))
        .Button<NudgeActions>("nudge.advance", (a, t) => a.AdvanceAsync(t))
        .Button<FollowUpActions>("nudge.touched", (a, t) => a.TouchedAsync(t))
        .Button<FollowUpActions>("nudge.heard", (a, t) => a.HeardAsync(t))
        .Button<FollowUpActions>("nudge.keep", (a, t) => a.KeepAsync(t))
        .FormButton<FollowUpActions>("nudge.park", (a, t) => a.AskParkAsync(t))
        .Form<FollowUpActions>("nudge.parked", (a, t) => a.ParkedAsync(t))
        .FormButton<NudgeActions>("nudge.close-date", (a, t) => a.AskCloseDateAsync(t))
        .Form<NudgeActions>("nudge.close-date", (a, t) => a.SetCloseDateAsync(t));

    /// <summary>Cards that ask how they look: any, by its id; and those that their room makes anew, the first part of whose message's key is its name.</summary>
    private static RouteTable Cards(this RouteTable routes) => routes
        .CardRefresh<CardLooks>("card.shown", (a, t) => a.ShownAsync(t))
        .CardRefresh<CardLooks>("card.refresh", (a, t) => a.NowAsync(t))
        .CardRefresh<ChecklistActions>("walk.look", (a, t) => a.LookAsync(t));

    private static RouteTable Imports(this RouteTable routes) => routes
        .Command<ImportActions>("import", "import | bring deals in from CSV files", (a, t) => a.HelpAsync(t))
        .Button<ImportActions>("import.apply", (a, t) => a.ApplyAsync(t))
        .Button<ImportActions>("import.cancel", (a, t) => a.CancelAsync(t))
        .Button<ImportActions>("import.rejects", (a, t) => a.RejectsAsync(t))
        .FormButton<ImportMappingActions>("import.columns", (a, t) => a.ColumnsAsync(t))
        .FormButton<ImportMappingActions>("import.stages", (a, t) => a.StagesAsync(t))
        .FormButton<ImportMappingActions>("import.dates", (a, t) => a.DatesAsync(t))
        .Form<ImportMappingActions>("import.columnsset", (a, t) => a.ColumnsSetAsync(t))
        .Form<ImportMappingActions>("import.stagesset", (a, t) => a.StagesSetAsync(t))
        .Form<ImportMappingActions>("import.datesset", (a, t) => a.DatesSetAsync(t));

    private static RouteTable Stages(this RouteTable routes) => routes
        .Command<StagesActions>("stages", "stages|how we sell here, stage by stage", (a, turn) => a.ListAsync(turn)).ForReaders()
        .Button<StagesActions>("stage.list", (a, turn) => a.ListAsync(turn)).ForReaders()
        .Button<StagesActions>("stage.show", (a, turn) => a.ShowAsync(turn)).ForReaders()
        .Button<StagesActions>("stage.template", (a, turn) => a.TemplateAsync(turn)).ForReaders()
        .Command<DraftActions>("stages edit", "stages edit | change how we sell, as a draft", (a, t) => a.EditAsync(t))
        .Button<DraftActions>("draft.edit", (a, t) => a.EditAsync(t))
        .Button<DraftActions>("draft.show", (a, t) => a.ShowAsync(t))
        .Button<DraftActions>("draft.stage", (a, t) => a.StageAsync(t))
        .Button<DraftActions>("draft.part", (a, t) => a.PartAsync(t))
        .FormButton<DraftActions>("draft.item", (a, t) => a.ItemAsync(t))
        .Form<ShortPath>("draft.put", (a, t) => a.PutAsync(t))
        .Button<DraftActions>("draft.moveup", (a, t) => a.MoveUpAsync(t))
        .Button<DraftActions>("draft.take", (a, t) => a.TakeAsync(t))
        .FormButton<DraftActions>("draft.addstage", (a, t) => a.AddStageAsync(t))
        .Form<DraftActions>("draft.staged", (a, t) => a.StagedAsync(t))
        .Button<DraftActions>("draft.up", (a, t) => a.StageUpAsync(t))
        .FormButton<DraftActions>("draft.remove", (a, t) => a.RemoveAsync(t))
        .Form<DraftActions>("draft.removed", (a, t) => a.RemovedAsync(t))
        .FormButton<DraftActions>("process.scope", (a, t) => a.ScopeAsync(t))
        .Form<DraftActions>("process.scope", (a, t) => a.ScopedAsync(t))
        .Button<DraftActions>("draft.overlay", (a, t) => a.OverlayAsync(t))
        .Button<DraftActions>("draft.discard", (a, t) => a.DiscardAsync(t));

    private static RouteTable Rollout(this RouteTable routes) => routes
        .Command<RolloutActions>("stages history", "stages history | the versions of how we sell, and back to one", (a, t) => a.VersionsAsync(t))
        .Command<RolloutActions>("stages use", "stages use | what of it earns its place", (a, t) => a.UseAsync(t))
        .Button<RolloutActions>("rollout.use", (a, t) => a.UseAsync(t))
        .Button<RolloutActions>("rollout.versions", (a, t) => a.VersionsAsync(t))
        .Button<VersionActions>("rollout.open", (a, t) => a.OpenAsync(t))
        .Button<VersionActions>("rollout.stage", (a, t) => a.StageAsync(t))
        .Button<VersionActions>("rollout.template", (a, t) => a.TemplateAsync(t))
        .Button<VersionActions>("rollout.changes", (a, t) => a.ChangesAsync(t))
        .Button<RolloutActions>("rollout.preview", (a, t) => a.PreviewAsync(t))
        .Button<RolloutActions>("rollout.publish", (a, t) => a.PublishAsync(t))
        .FormButton<RolloutActions>("rollout.moves", (a, t) => a.MovesAsync(t)).Form<RolloutActions>("rollout.moves", (a, t) => a.MovedAsync(t))
        .FormButton<RolloutActions>("rollout.pilot", (a, t) => a.PilotAsync(t))
        .Form<RolloutActions>("rollout.piloted", (a, t) => a.PilotedAsync(t))
        .Button<RolloutActions>("rollout.compare", (a, t) => a.CompareAsync(t))
        .Button<RolloutActions>("rollout.widen", (a, t) => a.WidenAsync(t)).Button<RolloutActions>("rollout.drop", (a, t) => a.DropAsync(t))
        .Button<RolloutActions>("rollout.back", (a, t) => a.BackAsync(t));

    private static RouteTable Setup(this RouteTable routes) => routes
        .Command<SetupActions>("setup", "setup | set BotCoach up, step by step", (a, t) => a.ShowAsync(t))
        .Button<SetupActions>("setup.show", (a, t) => a.ShowAsync(t))
        .FormButton<SetupActions>("setup.template", (a, t) => a.TemplateAsync(t))
        .Form<SetupActions>("setup.template", (a, t) => a.TemplatedAsync(t))
        .Button<ImportActions>("setup.import", (a, t) => a.HelpAsync(t))
        .FormButton<SetupActions>("setup.managers", (a, t) => a.ManagersAsync(t))
        .Form<SetupActions>("setup.managers", (a, t) => a.ManagedAsync(t))
        .Button<SetupActions>("setup.tomorrow", (a, t) => a.TomorrowAsync(t))
        .FormButton<SetupActions>("setup.teams", (a, t) => a.TeamsAsync(t))
        .Form<SetupActions>("setup.teams", (a, t) => a.TeamedAsync(t));

    private static RouteTable Recaps(this RouteTable routes) => routes
        .File<CallActions>((a, t) => a.FileAsync(t))
        .Otherwise<CallActions>((a, t) => a.TextAsync(t))
        .Command<CallActions>("recap", "recap | paste what was said in a call, or share its file", (a, t) => a.PasteAsync(t))
        .FormButton<CallActions>("recap.paste", (a, t) => a.PasteAsync(t))
        .Form<CallActions>("recap.pasted", (a, t) => a.PastedAsync(t))
        .Command<CallActions>("recaps", "recaps DEAL | what its calls came to", (a, t) => a.OfDealAsync(t))
        .Button<CallActions>("recap.of", (a, t) => a.OfDealAsync(t))
        .Button<CallActions>("recap.mail", (a, t) => a.MailAsync(t))
        .Command<CallTermsActions>("calls", "calls | how long transcripts are kept, which calls are held back", (a, t) => a.AskAsync(t))
        .FormButton<CallTermsActions>("recap.terms", (a, t) => a.AskAsync(t))
        .Form<CallTermsActions>("recap.terms", (a, t) => a.SetAsync(t))
        .Command<CallTermsActions>("forget", "forget NAME | erase somebody of a buyer's from everything", (a, t) => a.AskForgetAsync(t))
        .FormButton<CallTermsActions>("recap.forget", (a, t) => a.AskForgetAsync(t))
        .Form<CallTermsActions>("recap.forgotten", (a, t) => a.ForgetAsync(t))
        .Command<PrepActions>("prep", "prep DEAL | one card before the call", (a, t) => a.PrepAsync(t))
        .Button<PrepActions>("recap.prep", (a, t) => a.PrepAsync(t))
        .Command<ObjectionActions>("objections", "objections | what buyers object to, by kind, stage, segment, outcome and quarter, in their words", (a, t) => a.ShowAsync(t))
        .Button<ObjectionActions>("objection.by", (a, t) => a.ByAsync(t))
        .Button<ObjectionActions>("objection.quotes", (a, t) => a.QuotesAsync(t))
        .Button<RecapActions>("recap.accept", (a, t) => a.AcceptAsync(t))
        .Button<RecapActions>("recap.reject", (a, t) => a.RejectAsync(t))
        .Button<RecapActions>("recap.where", (a, t) => a.WhereAsync(t))
        .FormButton<RecapActions>("recap.edit", (a, t) => a.EditAsync(t))
        .Form<RecapActions>("recap.edited", (a, t) => a.EditedAsync(t))
        .Button<RecapActions>("recap.all", (a, t) => a.AllAsync(t))
        .Button<RecapActions>("recap.more", (a, t) => a.MoreAsync(t))
        .Button<RecapActions>("recap.about", (a, t) => a.AboutAsync(t))
        .FormButton<RecapActions>("recap.other", (a, t) => a.OtherAsync(t))
        .Form<RecapActions>("recap.aboutset", (a, t) => a.AboutSetAsync(t))
        .FormButton<RecapActions>("recap.day", (a, t) => a.DayAsync(t))
        .Form<RecapActions>("recap.dayset", (a, t) => a.DaySetAsync(t))
        .FormButton<SpeakerActions>("recap.sides", (a, t) => a.AskAsync(t))
        .Form<SpeakerActions>("recap.sided", (a, t) => a.SaidAsync(t))
        .Button<SpeakerActions>("recap.anyhow", (a, t) => a.AnyhowAsync(t))
        .Button<RecapActions>("recap.hold", (a, t) => a.HoldAsync(t))
        .Button<RecapActions>("recap.release", (a, t) => a.ReleaseAsync(t))
        .Button<RecapActions>("recap.drop", (a, t) => a.DropAsync(t));

    private static RouteTable People(this RouteTable routes) => routes
        .Command<Joining>("join", "join [CODE]|join this company on a second platform", (joining, turn) => joining.JoinAsync(turn))
        .Command<AwayActions>("off", "off [until Monday] | days off, and back when you are", (a, t) => a.OffAsync(t)).ForReaders()
        .Command<AwayActions>("quiet", "quiet [until 15:00] | nothing but what you ask for", (a, t) => a.QuietAsync(t)).ForReaders()
        .Button<AwayActions>("away.remove", (a, t) => a.RemoveAsync(t)).ForReaders()
        .Button<AwayActions>("away.back", (a, t) => a.BackAsync(t)).ForReaders()
        .Command<HolidayActions>("holidays", "holidays | the days on which the company is closed", (a, t) => a.ShowAsync(t))
        .Button<HolidayActions>("holidays.use", (a, t) => a.UseAsync(t))
        .Button<HolidayActions>("holidays.drop", (a, t) => a.DropAsync(t))
        .Button<HolidayActions>("holidays.remove", (a, t) => a.RemoveAsync(t))
        .Button<ZoneActions>("zone.use", (a, t) => a.UseAsync(t)).ForReaders()
        .Button<Linking>("link.yes", (a, t) => a.YesAsync(t)).ForReaders()
        .Button<Linking>("link.no", (a, t) => a.NoAsync(t)).ForReaders();

    private static RouteTable HomeRoutes(this RouteTable routes) => routes
        .Home<HomeActions>((a, t) => a.OpenedAsync(t)).ForReaders()
        .Command<HomeActions>("home", "home | your day, next steps and settings on one card", (a, t) => a.CardAsync(t)).ForReaders()
        .Added<HomeActions>((a, t) => a.GreetAsync(t)).ForReaders()
        .Command<SettingsActions>("settings", "settings | your time zone, working hours and holidays", (a, t) => a.ShowAsync(t)).ForReaders()
        .FormButton<SettingsActions>("home.settings", (a, t) => a.ChangeAsync(t)).ForReaders()
        .Form<SettingsActions>("home.settings", (a, t) => a.ChangedAsync(t)).ForReaders();

    private static RouteTable Console(this RouteTable routes) => routes
        .Command<ConsoleActions>("console", "console | the web console: a deal’s page, and for managers and admins all of it", (a, t) => a.LinkAsync(t)).ForReaders()
        .Button<ConsoleActions>("console.yes", (a, t) => a.YesAsync(t)).ForReaders()
        .Button<ConsoleActions>("console.no", (a, t) => a.NoAsync(t)).ForReaders();
}
