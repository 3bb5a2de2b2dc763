// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
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
import java.util.stream.Collectors;
import org.huitong.api.text.LocalText;
import org.huitong.api.web.BodyLimit;
import org.huitong.api.web.Exact;
import org.huitong.api.web.Problem;
import org.huitong.web.Json;

/**
 * Records in, records out. Jersey's own Jackson module would bring four more bundles and a class path scan to every
 * application; this is all of it that is used.
 */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
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
        return read(in.readAllBytes(), type, generic, mostValues(annotations));
    }

    /** @param annotations those of the parameter that the body is for */
    private static int mostValues(Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(BodyLimit.class::isInstance)
                .map(BodyLimit.class::cast)
                .mapToInt(BodyLimit::values)
                .findFirst()
                .orElse(BodyLimit.VALUES);
    }

    private Object read(byte[] bytes, Class<?> type, Type generic, int mostValues) {
        if (bytes.length == 0) {
            throw Problem.badRequest("这里需要 JSON 请求体，但没有收到。", "A JSON body is needed here, and there is none.");
        }
        try {
            sift(bytes, mostValues);
            ObjectReader reader = json.readerFor(json.constructType(generic));
            Object value = (type.isAnnotationPresent(Exact.class) ? reader.with(FAIL_ON_UNKNOWN_PROPERTIES) : reader)
                    .readValue(bytes);
            if (value == null) {
                throw Problem.badRequest("这里需要 JSON 对象，而不是 null。", "A JSON object is needed here, not null.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw unknownName(e);
        } catch (JsonProcessingException e) {
            throw explain(e);
        } catch (IOException e) {
            // The bytes are all here: what cannot be read of them is no text.
            throw Problem.badRequest(
                    "JSON 请求体无法读取：它不是 UTF-8 文本。", "The JSON body cannot be read: it is no text in UTF-8.");
        }
    }

    /**
     * Before anything is made of it. Of values there are only so many, since small ones take twenty times their bytes.
     * Control characters are refused wherever they are: PostgreSQL keeps no U+0000, and nobody means the others. Half a
     * character would be kept as a question mark.
     */
    private static void sift(byte[] bytes, int mostValues) throws IOException {
        try (JsonParser parser = Json.MAPPER.getFactory().createParser(bytes)) {
            int values = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (++values > mostValues) {
                    throw new Problem(
                            413,
                            "too-many-values",
                            LocalText.of(
                                    "JSON 请求体中最多 " + mostValues + " 个名称和值。",
                                    "A JSON body may have " + mostValues + " names and values here."));
                }
                if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
                    sift(parser.getText(), parser.currentTokenLocation());
                }
            }
        }
    }

    private static void sift(String text, JsonLocation at) {
        if (text.chars().anyMatch(JsonBody::isControl)) {
            throw Problem.badRequest(
                    "JSON 请求体第 " + at.getLineNr() + " 行第 " + at.getColumnNr() + " 列的文本含有控制字符，请去掉。",
                    "The text at line " + at.getLineNr() + ", column " + at.getColumnNr()
                            + " of the JSON body holds a control character; leave it out.");
        }
        if (text.codePoints().anyMatch(JsonBody::isHalf)) {
            throw Problem.badRequest(
                    "JSON 请求体第 " + at.getLineNr() + " 行第 " + at.getColumnNr() + " 列的文本含有半个字符（单独的代理码元），请改正或去掉。",
                    "The text at line " + at.getLineNr() + ", column " + at.getColumnNr()
                            + " of the JSON body holds half a character (a lone surrogate); mend it or leave it out.");
        }
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
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

    /** Without the name itself, which may be anything. */
    private static Problem unknownName(UnrecognizedPropertyException e) {
        String known =
                e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        int line = e.getLocation().getLineNr();
        int column = e.getLocation().getColumnNr();
        return Problem.badRequest(
                "JSON 请求体第 " + line + " 行第 " + column + " 列的名称无法识别。可用的名称：" + known + "。",
                "The name at line " + line + ", column " + column + " of the JSON body is not known here. Known are: "
                        + known + ".");
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
