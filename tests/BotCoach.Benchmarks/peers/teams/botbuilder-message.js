// botbuilder, checking the token of each message as it does by itself, with a handler that does nothing and keeps nothing.
const express = require('express');
const { CloudAdapter, ConfigurationBotFrameworkAuthentication, TeamsActivityHandler } = require('botbuilder');
const auth = new ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId: process.env.APP_ID, MicrosoftAppPassword: 'x', MicrosoftAppType: 'MultiTenant', ChannelService: 'https://botframework.test', ValidateAuthority: true,
  ToChannelFromBotLoginUrl: 'https://login.test/', ToChannelFromBotOAuthScope: 'https://api.botframework.com', ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
  OAuthUrl: 'https://token.test', ToBotFromChannelOpenIdMetadataUrl: process.env.KEYS, ToBotFromEmulatorOpenIdMetadataUrl: process.env.KEYS, CallerId: '',
});
const adapter = new CloudAdapter(auth);
adapter.onTurnError = async (context, fault) => console.error(fault.message);
class Bot extends TeamsActivityHandler { constructor() { super(); this.onMessage(async (context, next) => next()); } }
const bot = new Bot(), app = express();
app.disable('x-powered-by');
app.use(express.json());
app.post('/api/messages', (request, response) => adapter.process(request, response, context => bot.run(context)).catch(fault => {
  console.error(fault.message);
  if (!response.headersSent) response.sendStatus(500);
}));
app.listen(+process.env.PORT, '127.0.0.1', () => console.log('up'));
