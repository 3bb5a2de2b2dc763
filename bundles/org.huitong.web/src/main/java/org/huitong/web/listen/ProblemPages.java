// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.listen;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.huitong.web.Json;
import org.huitong.web.ProblemDetails;

/** What the server itself turns away, before any servlet sees it, gets the same kind of answer as everything else. */
final class ProblemPages extends ErrorHandler {
    @Override
    protected void generateResponse(
            Request request, Response response, int code, String message, Throwable cause, Callback callback)
            throws java.io.IOException {
        ProblemDetails problem =
                switch (code) {
                    case HttpStatus.UNAUTHORIZED_401 -> ProblemDetails.of(code, "login-needed", reason(code, message));
                    case HttpStatus.FORBIDDEN_403 -> ProblemDetails.of(code, "forbidden", reason(code, message));
                        // Of HTTP itself, and so of who speaks it.
                    case HttpStatus.NOT_IMPLEMENTED_501, HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 -> odd(
                            code, message);
                    default -> code >= HttpStatus.INTERNAL_SERVER_ERROR_500
                            ? ProblemDetails.of(code, "internal", "Something went wrong inside the hub.")
                            : odd(code, message);
                };
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(problem)), callback);
    }

    /** Whatever was asked: by itself Jetty says something only to a few methods. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    private static ProblemDetails odd(int code, String message) {
        return ProblemDetails.of(code, "bad-request", "The request cannot be understood: " + reason(code, message));
    }

    private static String reason(int code, String message) {
        String words = message == null || message.isBlank() ? HttpStatus.getMessage(code) : message.strip();
        return words.endsWith(".") ? words : words + ".";
    }
}
