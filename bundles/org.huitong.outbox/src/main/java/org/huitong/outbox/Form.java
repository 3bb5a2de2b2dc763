// SPDX-License-Identifier: Apache-2.0
package org.huitong.outbox;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.huitong.api.connector.Call;

/**
 * A form with a file in it, as browsers send it (RFC 7578). It says beforehand how long it is, for platforms want to know;
 * the file is read as it leaves and never whole in memory.
 */
final class Form {
    private final Call.Upload upload;
    private final String boundary;
    private volatile boolean broken;

    Form(Call.Upload upload) {
        this.upload = upload;
        this.boundary = "huitong-" + UUID.randomUUID();
    }

    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        byte[] before = before();
        byte[] after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        return BodyPublishers.fromPublisher(
                BodyPublishers.concat(
                        BodyPublishers.ofByteArray(before),
                        BodyPublishers.ofInputStream(this::open),
                        BodyPublishers.ofByteArray(after)),
                before.length + upload.bytes() + after.length);
    }

    /** Whether the file could not be read, so that the platform got no whole form. */
    boolean isBroken() {
        return broken;
    }

    private InputStream open() {
        try {
            return new Watched(upload.content().open());
        } catch (IOException e) {
            broken = true;
            // Whatever is read of it is less than what was announced, which no server takes for a form.
            return InputStream.nullInputStream();
        }
    }

    /** Tells the file's own failures from those of the wire. */
    private final class Watched extends FilterInputStream {
        Watched(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }

    private byte[] before() {
        StringBuilder form = new StringBuilder();
        upload.fields().forEach((name, value) -> form.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(quoted(name))
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        form.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(quoted(upload.field()))
                .append("\"; filename=\"")
                .append(quoted(upload.name()))
                .append("\"; filelength=")
                .append(upload.bytes())
                .append("\r\nContent-Type: ")
                .append(upload.type())
                .append("\r\n\r\n");
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** As the living standard of HTML writes names of files: in UTF-8, and three characters escaped. */
    private static String quoted(String name) {
        return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }
}
