using Portal.Web.Commands;

return await PortalCommands.RunAsync(args);

public partial class Program { }
