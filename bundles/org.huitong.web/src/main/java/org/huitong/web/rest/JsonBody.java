// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
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
import java.util.stream.Collectors;
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
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Problem(413, "too-large", "A JSON body may have " + MOST_BYTES + " bytes.");
        }
        if (bytes.length == 0) {
            throw Problem.badRequest("A JSON body is needed here, and there is none.");
        }
        try {
            Object value = Json.MAPPER.readValue(bytes, Json.MAPPER.constructType(generic));
            if (value == null) {
                throw Problem.badRequest("A JSON object is needed here, not null.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw Problem.badRequest(explain(e));
        }
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
        byte[] bytes = Json.MAPPER.writeValueAsBytes(value);
        headers.putSingle("Content-Length", bytes.length);
        new ByteArrayInputStream(bytes).transferTo(out);
    }

    /** Says where and what, and never quotes the body: it may hold a password. */
    private static String explain(JsonProcessingException e) {
        StringBuilder said = new StringBuilder("The JSON body cannot be read");
        JsonLocation at = e.getLocation();
        if (at != null) {
            said.append(" at line ").append(at.getLineNr()).append(", column ").append(at.getColumnNr());
        }
        if (e instanceof JsonMappingException mapping) {
            String path = mapping.getPath().stream().map(JsonBody::step).collect(Collectors.joining("."));
            said.append(
                    path.isEmpty() ? ": it is not of the shape asked for" : ": '" + path + "' is not as it should be");
            Throwable cause = e.getCause();
            if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
                said.append(cause.getMessage() == null ? " (missing)" : " (" + cause.getMessage() + ")");
            }
        } else {
            said.append(": it is no well-formed JSON");
        }
        return said.append('.').toString();
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
