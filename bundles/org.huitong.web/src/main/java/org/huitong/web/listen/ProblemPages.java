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
        ProblemDetails problem = code >= HttpStatus.INTERNAL_SERVER_ERROR_500
                ? ProblemDetails.of(code, "internal", "Something went wrong inside the hub.")
                : ProblemDetails.of(code, "bad-request", "The request cannot be understood: " + reason(code, message));
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemDetails.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(problem)), callback);
    }

    private static String reason(int code, String message) {
        return (message == null || message.isBlank() ? HttpStatus.getMessage(code) : message) + ".";
    }
}
