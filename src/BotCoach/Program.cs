using BotCoach.Cli;

return await Commands.RunAsync(CommandLine.Of(args));
