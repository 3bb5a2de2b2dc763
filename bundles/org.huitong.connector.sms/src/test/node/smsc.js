// SPDX-License-Identifier: Apache-2.0
// A gateway of short messages: prints its port and what it is given, reports each as delivered, and sends one itself.
const smpp = require('smpp');
let next = 10;
const server = smpp.createServer((session) => {
  session.on('error', () => {});
  session.on('bind_transceiver', (pdu) => {
    if (pdu.password !== 'secret') {
      session.send(pdu.response({ command_status: smpp.ESME_RBINDFAIL }));
      return;
    }
    session.send(pdu.response());
    session.deliver_sm({ source_addr: '13900000000', destination_addr: '1069', data_coding: 8, short_message: '收到，谢谢 😀' });
  });
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => { session.send(pdu.response()); session.close(); });
  session.on('submit_sm', (pdu) => {
    if (pdu.destination_addr === '999') {
      session.send(pdu.response({ command_status: smpp.ESME_RTHROTTLED }));
      return;
    }
    const id = next++;
    console.log(JSON.stringify({ to: pdu.destination_addr, coding: pdu.data_coding, text: pdu.short_message.message.toString(), headed: !!pdu.short_message.udh }));
    session.send(pdu.response({ message_id: id.toString(16) }));
    session.deliver_sm({ source_addr: pdu.destination_addr, esm_class: 4, short_message: `id:${id} sub:001 dlvrd:001 stat:DELIVRD err:000 text:` });
  });
});
server.listen(0, () => console.log('port ' + server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
