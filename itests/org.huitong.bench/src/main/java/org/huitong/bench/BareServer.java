// SPDX-License-Identifier: Apache-2.0
package org.huitong.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.huitong.kit.envelope.Envelopes;
import org.huitong.kit.envelope.Opened;
import org.huitong.kit.parse.Parsed;
import org.huitong.kit.parse.Xml;

/**
 * The second anchor: what is left of a hub when nothing may come and go in it. It checks a signed call of WeCom, opens
 * it, reads it, encrypts it, writes it with others in one commit and answers then. No plugs, no stages, no readers.
 */
public final class BareServer extends Handler.Abstract.NonBlocking {
    private static final int MOST_IN_BATCH = 400;
    private static final int MOST_WAITING = 20_000;
    /** As long as a wrapped data key of the hub, and its name. */
    private static final byte[] WRAPPED = new byte[61];

    private static final String KEY = "message-20261122";
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final Envelopes envelopes;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();
    private final ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(BareServer::cipher);
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Table table;
    private long seq;

    private record Waiting(Row row, Response response, Callback callback) {}

    private BareServer(Envelopes envelopes, Table table) {
        this.envelopes = envelopes;
        this.table = table;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** Words: the database's folder, the file that tells the port, token and key of the account. */
    public static void main(String[] words) throws Exception {
        BareServer bare =
                new BareServer(Envelopes.of(words[2], words[3]).good().orElseThrow(), Table.create(Path.of(words[0])));
        Thread writer = new Thread(bare::work, "writer");
        writer.setDaemon(true);
        writer.start();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setAcceptQueueSize(4096);
        server.addConnector(connector);
        server.setHandler(bare);
        server.start();
        Path told = Path.of(words[1]);
        Path part = Files.writeString(told.resolveSibling("port.part"), Integer.toString(connector.getLocalPort()));
        Files.move(part, told);
        server.join();
    }

    static Row.Body sealed(byte[] text) {
        return new Row.Body(KEY, WRAPPED, text);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Content.Source.asByteBuffer(
                request,
                Promise.from(
                        body -> {
                            try {
                                take(request, body, response, callback);
                            } catch (GeneralSecurityException e) {
                                callback.failed(e);
                            }
                        },
                        callback::failed));
        return true;
    }

    private void take(Request request, ByteBuffer body, Response response, Callback callback)
            throws GeneralSecurityException {
        Fields query = Request.extractQueryParameters(request);
        String cipher = Xml.read(StandardCharsets.UTF_8.decode(body).toString()) instanceof Parsed.Good<Xml> outer
                ? outer.value().text("Encrypt").orElse("")
                : "";
        boolean signed = envelopes.isSigned(
                query.getValue("msg_signature"), query.getValue("timestamp"), query.getValue("nonce"), cipher);
        if (!signed
                || !(envelopes.open(cipher) instanceof Opened.Letter letter)
                || !(Xml.read(letter.text()) instanceof Parsed.Good<Xml> inner)) {
            response.setStatus(403);
            callback.succeeded();
            return;
        }
        Row row = row(letter.text(), inner.value());
        if (!queue.offer(new Waiting(row, response, callback))) {
            response.setStatus(503);
            callback.succeeded();
        }
    }

    /** Its seq is given when it is written. */
    private Row row(String document, Xml xml) throws GeneralSecurityException {
        String number = xml.text("MsgId").orElse("");
        String sender = xml.text("FromUserName").orElse("");
        String text = xml.text("Content").orElse("");
        long sentAt = xml.number("CreateTime").orElse(0) * 1000;
        String tenant = xml.text("ToUserName").orElse("");
        byte[] id = Arrays.copyOf(
                MessageDigest.getInstance("SHA-256")
                        .digest(("wecom " + tenant + " " + number).getBytes(StandardCharsets.UTF_8)),
                16);
        byte[] body = String.join("\n", "wecom", tenant, number, "load", sender, "text", text, document)
                .getBytes(StandardCharsets.UTF_8);
        // As long as the hub's, which says each thing by its name, and what was found besides.
        byte[] sealed = seal(Arrays.copyOf(body, Math.max(body.length, Row.BODY_BYTES - NONCE - TAG)), id);
        return new Row(
                0,
                id,
                number,
                Math.floorMod(sender.hashCode(), 64),
                sentAt,
                System.currentTimeMillis(),
                sealed(sealed));
    }

    private byte[] seal(byte[] text, byte[] context) throws GeneralSecurityException {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        Cipher cipher = ciphers.get();
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(context);
        byte[] sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(text.length));
        cipher.doFinal(text, 0, text.length, sealed, NONCE);
        return sealed;
    }

    private void work() {
        List<Waiting> batch = new ArrayList<>(MOST_IN_BATCH);
        try (Connection connection = table.connect();
                PreparedStatement insert = Table.insert(connection)) {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, MOST_IN_BATCH - 1);
                List<Row> rows = new ArrayList<>(batch.size());
                for (Waiting each : batch) {
                    Row r = each.row();
                    rows.add(new Row(++seq, r.id(), r.number(), r.person(), r.sentAt(), r.now(), r.body()));
                }
                Table.write(connection, insert, rows);
                batch.forEach(each -> each.callback().succeeded());
                batch.clear();
            }
        } catch (SQLException e) {
            // Without its writer it is no measure of anything.
            throw new IllegalStateException("the bare server cannot write", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
