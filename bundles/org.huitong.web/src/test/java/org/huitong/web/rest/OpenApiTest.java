// SPDX-License-Identifier: Apache-2.0
package org.huitong.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "//{id: c[0-9]{1,17}} > /{id}",
                "/{id}/leave > /{id}/leave",
                "/{name: [a-z0-9-]{1,64}}.{format: xlsx|docx} > /{name}.{format}",
                "/ > ''",
                "'' > ''"
            })
    void addressesAreWrittenAsDescriptionsWriteThem(String ofJersey, String described) {
        assertThat(OpenApi.plain(ofJersey)).isEqualTo(described);
    }
}
