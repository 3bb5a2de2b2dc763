// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.Problem;
import org.huitong.web.Json;

/**
 * Records in, records out. Jersey's own Jackson module would bring four more bundles and a class path scan to every
 * application; this is all of it that is used.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
    static final int MOST_BYTES = 4 * 1024 * 1024;
    /** What every call may have at any time; of more there are only so many at once. */
    static final int SMALL = 64 * 1024;

    static final int LARGE_AT_ONCE = 4;
    private static final Semaphore LARGE = new Semaphore(LARGE_AT_ONCE);
    /** A body that comes slowly keeps one of the server's threads: not so many that messages wait for one. */
    static final int READ_AT_ONCE = 32;

    private static final Semaphore READING = new Semaphore(READ_AT_ONCE);

    /** The records are those of bundles that come and go, and this goes with them. */
    private final ObjectMapper json = Json.ofItsOwn();

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return !isRaw(type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return !isRaw(type);
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream in)
            throws IOException {
        if (!READING.tryAcquire()) {
            throw busy("正在读取的请求太多，请稍后再试。", "Too many bodies are being read already. Try again in a moment.");
        }
        byte[] bytes;
        try {
            bytes = bytes(in);
        } finally {
            READING.release();
        }
        return read(bytes, generic);
    }

    private static byte[] bytes(InputStream in) throws IOException {
        byte[] beginning = in.readNBytes(SMALL + 1);
        if (beginning.length <= SMALL) {
            return beginning;
        }
        if (!LARGE.tryAcquire()) {
            throw busy("正在读取几个很大的请求，请稍后再试。", "Several large bodies are being read already. Try again in a moment.");
        }
        try {
            byte[] rest = in.readNBytes(MOST_BYTES + 1 - beginning.length);
            byte[] bytes = Arrays.copyOf(beginning, beginning.length + rest.length);
            System.arraycopy(rest, 0, bytes, beginning.length, rest.length);
            if (bytes.length > MOST_BYTES) {
                throw new Problem(
                        413,
                        "too-large",
                        LocalText.of(
                                "JSON 请求最多 " + MOST_BYTES + " 字节。", "A JSON body may have " + MOST_BYTES + " bytes."));
            }
            return bytes;
        } finally {
            LARGE.release();
        }
    }

    private Object read(byte[] bytes, Type generic) {
        if (bytes.length == 0) {
            throw Problem.badRequest("这里需要 JSON 请求体，但没有收到。", "A JSON body is needed here, and there is none.");
        }
        try {
            refuseControls(bytes);
            Object value = json.readValue(bytes, json.constructType(generic));
            if (value == null) {
                throw Problem.badRequest("这里需要 JSON 对象，而不是 null。", "A JSON object is needed here, not null.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw explain(e);
        } catch (IOException e) {
            // The bytes are all here: what cannot be read of them is no text.
            throw Problem.badRequest(
                    "JSON 请求体无法读取：它不是 UTF-8 文本。", "The JSON body cannot be read: it is no text in UTF-8.");
        }
    }

    /** Whatever is stored or looked for: PostgreSQL keeps no U+0000, and nobody means the others. */
    private static void refuseControls(byte[] bytes) throws IOException {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                boolean text = token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME;
                if (text && parser.getText().chars().anyMatch(JsonBody::isControl)) {
                    JsonLocation at = parser.currentTokenLocation();
                    throw Problem.badRequest(
                            "JSON 请求体第 " + at.getLineNr() + " 行第 " + at.getColumnNr() + " 列的文本含有控制字符，请去掉。",
                            "The text at line " + at.getLineNr() + ", column " + at.getColumnNr()
                                    + " of the JSON body holds a control character; leave it out.");
                }
            }
        }
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == 0x7f;
    }

    @Override
    public void writeTo(
            Object value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        // Written whole before the first byte leaves: what fails half-way becomes a clean problem, not half a body.
        byte[] bytes = json.writeValueAsBytes(value);
        headers.putSingle("Content-Length", bytes.length);
        new ByteArrayInputStream(bytes).transferTo(out);
    }

    /** Says where and what, and never quotes the body: it may hold a password. */
    private static Problem explain(JsonProcessingException e) {
        StringBuilder zh = new StringBuilder("JSON 请求体无法读取");
        StringBuilder en = new StringBuilder("The JSON body cannot be read");
        JsonLocation at = e.getLocation();
        if (at != null) {
            zh.append("，第 ")
                    .append(at.getLineNr())
                    .append(" 行第 ")
                    .append(at.getColumnNr())
                    .append(" 列");
            en.append(" at line ").append(at.getLineNr()).append(", column ").append(at.getColumnNr());
        }
        if (e instanceof JsonMappingException mapping) {
            String path = mapping.getPath().stream().map(JsonBody::step).collect(Collectors.joining("."));
            zh.append(path.isEmpty() ? "：格式与要求不符" : "：“" + path + "”的内容不对");
            en.append(
                    path.isEmpty() ? ": it is not of the shape asked for" : ": '" + path + "' is not as it should be");
            Throwable cause = e.getCause();
            if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
                zh.append(cause.getMessage() == null ? "（缺失）" : "");
                en.append(cause.getMessage() == null ? " (missing)" : " (" + cause.getMessage() + ")");
            }
        } else {
            zh.append("：不是正确的 JSON");
            en.append(": it is no well-formed JSON");
        }
        return Problem.badRequest(zh.append('。').toString(), en.append('.').toString());
    }

    private static Problem busy(String zh, String en) {
        return new Problem(503, "busy", LocalText.of(zh, en));
    }

    private static String step(Reference reference) {
        return reference.getFieldName() == null ? "[" + reference.getIndex() + "]" : reference.getFieldName();
    }

    private static boolean isRaw(Class<?> type) {
        return type == byte[].class
                || InputStream.class.isAssignableFrom(type)
                || jakarta.ws.rs.core.StreamingOutput.class.isAssignableFrom(type)
                || CharSequence.class.isAssignableFrom(type)
                || java.io.File.class.isAssignableFrom(type)
                || java.io.Reader.class.isAssignableFrom(type);
    }
}
