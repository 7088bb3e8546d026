// Generated from openapi/ by `npm run openapi`; do not edit.

export interface paths {
    "/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Find products, or list all of them
         * @description Without drafts, unless the admin asks for them with `drafts=true`. With `grouped=true` the variants of a group are one entry, where the first of them stands: one of them, and `summary` of the group.
         */
        get: operations["find_products_or_list_all_of_them"];
        put?: never;
        /**
         * Create a product
         * @description A `group` must exist, and `options` must have one value for each of its options, which no other product of the group has; a group has at most 100 products. Two processes that write at the same moment may break the last two rules. A product that leaves its group (`group` null) loses its options. A change of stock, price or state is an entry of the product's ledger, with the query's `reason`.
         */
        post: operations["create_a_product"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Suggest other searches
         * @description At most three, the best first, when the words find nothing. Each suggestion finds a product.
         */
        get: operations["suggest_other_searches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create and edit many products
         * @description An item's product is found by its `id`, else its `sku`, else its `name` (case, width and white space make no difference). If none is found, the item creates a product and needs `name`, `price` and `quantity`. `seen` is the state that the caller saw, version 0 for no product. If the product has changed since, the item is a conflict and is not written. With `dry_run=true` nothing is written; the answer is the same as without. `groups` that do not exist are made first; those that exist get the values that they lack. `reason` is kept in the ledger of each product.
         */
        post: operations["create_and_edit_many_products"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch products
         * @description Only the admin sees a draft; for others there is no such product.
         */
        get: operations["watch_products"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a product
         * @description A product in the state `draft` is visible to the admin only and cannot be ordered; a `frozen` one is visible to all and cannot be ordered. An `active` one can be ordered from `sale_starts_at` until before `sale_ends_at`, by the clock of Redis; null: no start, no end. `limit_per_order` is the most units of an order. `limit_per_customer` is the most units of a signed-in customer over all orders that were placed while there was a limit, without those that were rejected, cancelled or refunded; of a product with a `group` it counts over all products of the group. Null: no limit. A product that existed before it joined its group cannot have one. A product with a `group` is a variant of it: `options` has one value for each of the group's options.
         */
        get: operations["get_a_product"];
        put?: never;
        post?: never;
        /** Delete a product */
        delete: operations["delete_a_product"];
        options?: never;
        head?: never;
        /**
         * Edit a product
         * @description Fields that are absent stay as they are. `quantity` is the stock on hand; it may not fall below what orders hold. `frozen` stops the sale of a product at once, `active` releases it; orders that have their units go on. A change of stock, price or state is an entry of the product's ledger, with the query's `reason`. A `group` must exist, and `options` must have one value for each of its options, which no other product of the group has; a group has at most 100 products. Two processes that write at the same moment may break the last two rules. A product that leaves its group (`group` null) loses its options.
         */
        patch: operations["edit_a_product"];
        trace?: never;
    };
    "/products/{id}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add to the stock, or count it
         * @description `add`: so many units more, or less if it is negative. `counted`: as many as were counted, without those that are sold and not shipped yet; decided when it is applied, so an order that is paid meanwhile is not lost. It may not fall below what orders hold. The change is an entry of the product's ledger.
         */
        post: operations["add_to_the_stock_or_count_it"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the ledger of a product's stock
         * @description What people did to the stock, the price and the state of the product, newest first: `limit` entries, 50 by default, of the last 1000 or some more. `quantity`, `price`, `state` and `taken` are as they were afterwards; `taken` is what orders had taken until then, without what came back. `who` is `token` for a client with the store's token, `session ...` for a signed-in browser, `anyone` in a shop without a token. `balanced`: each entry follows from the one before it and from what orders took between, and the stock from the last one.
         */
        get: operations["get_the_ledger_of_a_product_s_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/sale/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watch the sale of a product
         * @description Of a product that is watched anyway this costs the database nothing. Orders a second are the difference of `orders` between two events.
         */
        get: operations["watch_the_sale_of_a_product"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/groups/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a group with its variants
         * @description In the order of its options. Only the admin sees drafts; for others a group of drafts does not exist. The variants are products: `GET /products/events` watches them.
         */
        get: operations["get_a_group_with_its_variants"];
        /**
         * Write a group
         * @description Creates the group or replaces what it says. Its products are made or edited afterwards, with `group` and `options`. An option or a value that a product of the group has cannot be removed. A group without a product is shown nowhere. The same content makes no new version.
         */
        put: operations["write_a_group"];
        post?: never;
        /**
         * Delete a group
         * @description Of a group that has no products, not even drafts.
         */
        delete: operations["delete_a_group"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Arrange the pictures
         * @description The product's pictures in another order or with other texts; each of them, and no other, must be named.
         */
        put: operations["arrange_the_pictures"];
        /**
         * Add a picture
         * @description The body is the file itself: JPEG, PNG, WebP or AVIF, whatever its Content-Type says; at most 10 MiB, 50 million pixels, 16000 on a side, and ten times as long as wide. It becomes the last picture of the product, which has at most ten. A file without a name of its own is made for each of the widths 320, 640 and 1280 up to that of the picture: `/media/<hash>-<width>.webp` at the gateway, without metadata. The same file again changes nothing.
         */
        post: operations["add_a_picture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/products/{id}/images/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a picture */
        delete: operations["remove_a_picture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the pages that exist */
        get: operations["list_the_pages_that_exist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/pages/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a page */
        get: operations["get_a_page"];
        /**
         * Write a page
         * @description Creates the page or replaces its text. With `If-None-Match: *` a page is only created; with `If-Match` only the text that the caller has read is replaced. The same text makes no new version.
         */
        put: operations["write_a_page"];
        post?: never;
        /** Delete a page */
        delete: operations["delete_a_page"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the process alive? */
        get: operations["is_the_process_alive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is everything there that it needs? */
        get: operations["is_everything_there_that_it_needs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: operations["metrics_for_prometheus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show the requests, the streams, their groups, who consumes them, and Redis */
        get: operations["show_the_requests_the_streams_their_groups_who_consumes_them_and_redis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List dead letters, newest first */
        get: operations["list_dead_letters_newest_first"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/operations/dead-letters/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Retry dead letters: some by their ids, or all of a stream */
        post: operations["retry_dead_letters_some_by_their_ids_or_all_of_a_stream"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Am I the admin? */
        get: operations["am_i_the_admin"];
        put?: never;
        /**
         * Sign in
         * @description Exchanges the token for a session of 12 hours; the cookie has the session's id, not the token.
         */
        post: operations["sign_in"];
        /**
         * Sign out
         * @description Ends the session of the cookie at once, in both services.
         */
        delete: operations["sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        NewProduct: {
            name: string;
            price: number | string;
            quantity: number | string;
            description?: string;
            /** @description one http or https URL, or a path on the shop's own origin, percent-encoded */
            image?: string;
            sku?: string;
            /** @enum {string} */
            state?: "active" | "draft" | "frozen";
            /** Format: date-time */
            sale_starts_at?: string | null;
            /** Format: date-time */
            sale_ends_at?: string | null;
            limit_per_order?: number | string | null;
            limit_per_customer?: number | string | null;
            group?: string | null;
            options?: {
                [key: string]: string;
            };
            readonly id?: unknown;
            readonly available?: unknown;
            readonly version?: unknown;
            readonly created_at?: unknown;
            readonly updated_at?: unknown;
            readonly images?: unknown;
        };
        Product: {
            id: string;
            name: string;
            /** @description in USD, with at most 2 decimals */
            price: number;
            quantity: number;
            available: number;
            description: string;
            /** @description one http or https URL, or a path on the shop's own origin, percent-encoded */
            image: string;
            sku: string;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @enum {string} */
            state: "active" | "draft" | "frozen";
            /** Format: date-time */
            sale_starts_at: string | null;
            /** Format: date-time */
            sale_ends_at: string | null;
            limit_per_order: number | null;
            limit_per_customer: number | null;
            /** @description Uploaded pictures in their order: /media/<hash>-<width>.webp, and of those wider than that 320 and 640 */
            images: {
                hash: string;
                alt: string;
                width: number;
                height: number;
            }[];
            group: string | null;
            options: {
                [key: string]: string;
            };
        };
        ListedProduct: {
            id: string;
            name: string;
            /** @description in USD, with at most 2 decimals */
            price: number;
            quantity: number;
            available: number;
            description: string;
            /** @description one http or https URL, or a path on the shop's own origin, percent-encoded */
            image: string;
            sku: string;
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            /** @enum {string} */
            state: "active" | "draft" | "frozen";
            /** Format: date-time */
            sale_starts_at: string | null;
            /** Format: date-time */
            sale_ends_at: string | null;
            limit_per_order: number | null;
            limit_per_customer: number | null;
            /** @description Uploaded pictures in their order: /media/<hash>-<width>.webp, and of those wider than that 320 and 640 */
            images: {
                hash: string;
                alt: string;
                width: number;
                height: number;
            }[];
            group: string | null;
            options: {
                [key: string]: string;
            };
            summary?: {
                name: string;
                variants: number;
                in_stock: boolean;
                cheapest: string;
                /** @description in USD, with at most 2 decimals */
                lowest_price: number;
                /** @description in USD, with at most 2 decimals */
                highest_price: number;
            };
        };
        Suggestions: {
            suggestions: string[];
        };
        Batch: {
            items: ({
                id?: string;
                sku?: string;
                name?: string;
                price?: number | string;
                quantity?: number | string;
                description?: string;
                /** @description one http or https URL, or a path on the shop's own origin, percent-encoded */
                image?: string;
                seen?: {
                    version: number | string;
                    quantity: number | string;
                };
                /** @enum {string} */
                state?: "active" | "draft" | "frozen";
                /** Format: date-time */
                sale_starts_at?: string | null;
                /** Format: date-time */
                sale_ends_at?: string | null;
                limit_per_order?: number | string | null;
                limit_per_customer?: number | string | null;
                group?: string | null;
                options?: {
                    [key: string]: string;
                };
                readonly available?: unknown;
                readonly version?: unknown;
                readonly created_at?: unknown;
                readonly updated_at?: unknown;
                readonly images?: unknown;
            } & (unknown | unknown | unknown))[];
            groups?: {
                id: string;
                name?: string;
                options: {
                    name: string;
                    values: string[];
                }[];
            }[];
        };
        BatchResults: {
            results: {
                /** @enum {string} */
                outcome: "created" | "updated" | "unchanged" | "conflict" | "failed";
                product: {
                    id: string;
                    name: string;
                    /** @description in USD, with at most 2 decimals */
                    price: number;
                    quantity: number;
                    available: number;
                    description: string;
                    /** @description one http or https URL, or a path on the shop's own origin, percent-encoded */
                    image: string;
                    sku: string;
                    version: number;
                    /** Format: date-time */
                    created_at: string;
                    /** Format: date-time */
                    updated_at: string;
                    /** @enum {string} */
                    state: "active" | "draft" | "frozen";
                    /** Format: date-time */
                    sale_starts_at: string | null;
                    /** Format: date-time */
                    sale_ends_at: string | null;
                    limit_per_order: number | null;
                    limit_per_customer: number | null;
                    /** @description Uploaded pictures in their order: /media/<hash>-<width>.webp, and of those wider than that 320 and 640 */
                    images: {
                        hash: string;
                        alt: string;
                        width: number;
                        height: number;
                    }[];
                    group: string | null;
                    options: {
                        [key: string]: string;
                    };
                } | null;
                changed: ("name" | "price" | "quantity" | "description" | "image" | "sku" | "state" | "sale_starts_at" | "sale_ends_at" | "limit_per_order" | "limit_per_customer" | "group" | "options")[];
                key: string;
                code: ("version_mismatch" | "ambiguous_product" | "duplicate_item" | "product_not_found" | "stock_reserved" | "validation_failed" | "unavailable") | null;
                detail: string | null;
            }[];
        };
        ProductDeleted: {
            id: string;
        };
        ProductChanges: {
            name?: string;
            price?: number | string;
            quantity?: number | string;
            description?: string;
            /** @description one http or https URL, or a path on the shop's own origin, percent-encoded */
            image?: string;
            sku?: string;
            /** @enum {string} */
            state?: "active" | "draft" | "frozen";
            /** Format: date-time */
            sale_starts_at?: string | null;
            /** Format: date-time */
            sale_ends_at?: string | null;
            limit_per_order?: number | string | null;
            limit_per_customer?: number | string | null;
            group?: string | null;
            options?: {
                [key: string]: string;
            };
            readonly id?: unknown;
            readonly available?: unknown;
            readonly version?: unknown;
            readonly created_at?: unknown;
            readonly updated_at?: unknown;
            readonly images?: unknown;
        };
        StockChange: {
            add?: number | string;
            counted?: number | string;
            reason: string;
        } & (unknown | unknown);
        StockLedger: {
            product_id: string;
            quantity: number;
            sold: number;
            returned: number;
            balanced: boolean;
            entries: {
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                kind: "opened" | "created" | "edited" | "imported" | "frozen" | "released" | "added" | "counted";
                reason: string;
                who: string;
                change: number;
                quantity: number;
                /** @description in USD, with at most 2 decimals */
                price: number;
                /** @enum {string} */
                state: "active" | "draft" | "frozen";
                taken: number;
            }[];
        };
        SaleFigures: {
            /** @enum {string} */
            state: "active" | "draft" | "frozen";
            orders: number;
            sold: number;
            returned: number;
            held: number;
            left: number;
        };
        GroupWithVariants: {
            id: string;
            name: string;
            description: string;
            options: {
                name: string;
                values: string[];
            }[];
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
            variants: {
                id: string;
                name: string;
                /** @description in USD, with at most 2 decimals */
                price: number;
                quantity: number;
                available: number;
                description: string;
                /** @description one http or https URL, or a path on the shop's own origin, percent-encoded */
                image: string;
                sku: string;
                version: number;
                /** Format: date-time */
                created_at: string;
                /** Format: date-time */
                updated_at: string;
                /** @enum {string} */
                state: "active" | "draft" | "frozen";
                /** Format: date-time */
                sale_starts_at: string | null;
                /** Format: date-time */
                sale_ends_at: string | null;
                limit_per_order: number | null;
                limit_per_customer: number | null;
                /** @description Uploaded pictures in their order: /media/<hash>-<width>.webp, and of those wider than that 320 and 640 */
                images: {
                    hash: string;
                    alt: string;
                    width: number;
                    height: number;
                }[];
                group: string | null;
                options: {
                    [key: string]: string;
                };
            }[];
        };
        NewGroup: {
            name: string;
            description?: string;
            options: {
                name: string;
                values: string[];
            }[];
            readonly id?: unknown;
            readonly version?: unknown;
            readonly created_at?: unknown;
            readonly updated_at?: unknown;
        };
        Group: {
            id: string;
            name: string;
            description: string;
            options: {
                name: string;
                values: string[];
            }[];
            version: number;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            updated_at: string;
        };
        Arrangement: {
            images: {
                hash: string;
                alt: string;
                readonly width?: unknown;
                readonly height?: unknown;
            }[];
        };
        WrittenPage: {
            /** @enum {string} */
            name: "delivery" | "returns" | "contact" | "terms" | "privacy" | "imprint";
            version: number;
            /** Format: date-time */
            updated_at: string;
        };
        ShopPage: {
            /** @enum {string} */
            name: "delivery" | "returns" | "contact" | "terms" | "privacy" | "imprint";
            /** @description Markdown, at most 65536 bytes of UTF-8 */
            text: string;
            version: number;
            /** Format: date-time */
            updated_at: string;
        };
        NewShopPage: {
            /** @description Markdown, at most 65536 bytes of UTF-8 */
            text: string;
            readonly name?: unknown;
            readonly version?: unknown;
            readonly updated_at?: unknown;
        };
        Health: {
            status: string;
        };
        Operations: {
            service: string;
            /** Format: date-time */
            time: string;
            requests: {
                process: string;
                processes: number;
                answered: number;
                errors: number;
                refusals: {
                    code: string;
                    count: number;
                }[];
                latency: {
                    at_most_us: number | null;
                    count: number;
                }[];
            };
            streams: {
                stream: string;
                length: number;
                added: number;
                groups: {
                    name: string;
                    read: number;
                    lag: number | null;
                    /** Format: date-time */
                    oldest_waiting: string | null;
                }[];
                delay_ms: number;
            }[];
            partitions: {
                partition: number;
                owner: string | null;
                epoch: number;
                /** Format: date-time */
                since: string | null;
            }[];
            consumers: string[];
            dead_letters: {
                stream: string;
                count: number;
            }[];
            redis: {
                node: string;
                up: boolean;
                problem: string | null;
                /** Format: date-time */
                since: string | null;
                replicas: number | null;
                behind_bytes: number | null;
                partitions: number[];
            }[];
        };
        DeadLetter: {
            id: string;
            stream: string;
            partition: number;
            entry: string;
            reason: string;
            payload: string;
            attempts: number;
            /** Format: date-time */
            at: string;
        };
        Retry: {
            /** @enum {string} */
            stream: "order_placed" | "order_completed" | "order_cancelled" | "stock_returned";
            ids?: string[];
            /** @constant */
            all?: true;
        } & (unknown | unknown);
        Retried: {
            retried: number;
            failed: number;
        };
        Session: {
            admin: boolean;
            required: boolean;
        };
        SignIn: {
            token: string;
        };
        /** @description Why a request was refused (RFC 9457) */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @enum {string} */
            code: "bad_request" | "body_too_large" | "group_in_use" | "group_not_found" | "header_too_large" | "idempotency_key_reused" | "image_not_found" | "image_not_supported" | "images_changed" | "internal_error" | "method_not_allowed" | "not_found" | "not_implemented" | "page_not_found" | "product_not_found" | "request_timeout" | "stock_reserved" | "too_many_images" | "too_many_requests" | "unauthorized" | "unavailable" | "unsupported_media_type" | "uri_too_long" | "validation_failed" | "version_mismatch";
            request_id: string;
            errors?: {
                /** @description The position of the fault */
                loc: (string | number)[];
                type: string;
                msg: string;
            }[];
        };
    };
    responses: {
        /** @description `bad_request`: Bad request */
        bad_request: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `body_too_large`: Body too large */
        body_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `group_in_use`: Group has products */
        group_in_use: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `group_not_found`: Group not found */
        group_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `header_too_large`: Header too large */
        header_too_large: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `images_changed`: Pictures have changed */
        images_changed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal_error`: Internal error */
        internal_error: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `page_not_found`: Page not found */
        page_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `product_not_found`: Product not found */
        product_not_found: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `request_timeout`: Request timeout */
        request_timeout: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `stock_reserved`: Stock is reserved */
        stock_reserved: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_many_images`: Too many pictures */
        too_many_images: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `too_many_requests`: Too many requests */
        too_many_requests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthorized`: Unauthorized */
        unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                "Set-Cookie": components["headers"]["Set-Cookie"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unavailable`: Unavailable */
        unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: Unsupported media type */
        unsupported_media_type: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Accept-Encoding": components["headers"]["Accept-Encoding"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `uri_too_long`: URI too long */
        uri_too_long: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `validation_failed`: Validation failed */
        validation_failed: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `version_mismatch`: Version mismatch */
        version_mismatch: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description The id of this request in the logs: the client's own, or a new ULID */
        "X-Request-Id": string;
        /** @description The tag of this state, for If-None-Match and If-Match */
        ETag: string;
        /** @description The path of the new resource */
        Location: string;
        /** @description The next page, as rel="next"; absent from the last one */
        Link: string;
        /** @description The number of items on all pages */
        "X-Total-Count": number;
        /** @description "true": this request changed nothing, an earlier one with the same Idempotency-Key did */
        "Idempotent-Replayed": string;
        /** @description Starts or ends the session */
        "Set-Cookie": string;
        /** @description Whether the answer may be cached */
        "Cache-Control": string;
        /** @description "no": a proxy must send each event at once */
        "X-Accel-Buffering": string;
        /** @description How to authenticate */
        "WWW-Authenticate": string;
        /** @description The content codings that a body may have */
        "Accept-Encoding": string;
        /** @description Seconds to wait before trying again */
        "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    find_products_or_list_all_of_them: {
        parameters: {
            query?: {
                q?: string;
                sort?: "newest" | "price" | "-price" | "name" | "-name";
                in_stock?: boolean;
                drafts?: boolean;
                grouped?: boolean;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page. X-Total-Count has the number of products on all pages, Link the next page */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedProduct"][];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            422: components["responses"]["validation_failed"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    create_a_product: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewProduct"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    suggest_other_searches: {
        parameters: {
            query: {
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suggestions"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            422: components["responses"]["validation_failed"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    create_and_edit_many_products: {
        parameters: {
            query?: {
                dry_run?: boolean;
                reason?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Batch"];
            };
        };
        responses: {
            /** @description The result of each item, in their order */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BatchResults"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    watch_products: {
        parameters: {
            query: {
                ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, until the client leaves */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Accel-Buffering": components["headers"]["X-Accel-Buffering"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": ({
                        /** @constant */
                        event: "product";
                        data: components["schemas"]["Product"];
                        id?: string;
                    } | {
                        /** @constant */
                        event: "product_deleted";
                        data: components["schemas"]["ProductDeleted"];
                        id?: string;
                    })[];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            422: components["responses"]["validation_failed"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_a_product: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 304 while the product is unchanged */
                "If-None-Match"?: string;
                /** @description The ETag of a read: 412 when the product was edited or sold since */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    delete_a_product: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 412 when the product was edited or sold since */
                "If-Match"?: string;
                /** @description The ETag of a read: 412 while the product is unchanged */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    edit_a_product: {
        parameters: {
            query?: {
                reason?: string;
            };
            header?: {
                /** @description The ETag of a read: 412 when the product was edited or sold since */
                "If-Match"?: string;
                /** @description The ETag of a read: 412 while the product is unchanged */
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductChanges"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            409: components["responses"]["stock_reserved"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    add_to_the_stock_or_count_it: {
        parameters: {
            query?: never;
            header?: {
                /** @description 1 to 255 visible characters: a repeat with the same key and body changes nothing */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StockChange"];
            };
        };
        responses: {
            /** @description The product as it is now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    "Idempotent-Replayed": components["headers"]["Idempotent-Replayed"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            409: components["responses"]["stock_reserved"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description `idempotency_key_reused`: Idempotency key reused; `validation_failed`: Validation failed */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_the_ledger_of_a_product_s_stock: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockLedger"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    watch_the_sale_of_a_product: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events, until the client leaves */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "X-Accel-Buffering": components["headers"]["X-Accel-Buffering"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": ({
                        /** @constant */
                        event: "sale";
                        data: components["schemas"]["SaleFigures"];
                        id?: string;
                    } | {
                        /** @constant */
                        event: "product_deleted";
                        data: components["schemas"]["ProductDeleted"];
                        id?: string;
                    })[];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_a_group_with_its_variants: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 304 while group and variants are unchanged */
                "If-None-Match"?: string;
                /** @description The ETag of a read: 412 when the group has changed since */
                "If-Match"?: string;
            };
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GroupWithVariants"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            404: components["responses"]["group_not_found"];
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    write_a_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 412 when the group has changed since */
                "If-Match"?: string;
                /** @description `*`: 412 when there is a group with this id */
                "If-None-Match"?: string;
            };
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewGroup"];
            };
        };
        responses: {
            /** @description It existed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            /** @description It is new */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Group"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["group_not_found"];
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    delete_a_group: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 412 when the group has changed since */
                "If-Match"?: string;
            };
            path: {
                group: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["group_not_found"];
            408: components["responses"]["request_timeout"];
            409: components["responses"]["group_in_use"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    arrange_the_pictures: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 412 when the product was edited or sold since */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Arrangement"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            409: components["responses"]["images_changed"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    add_a_picture: {
        parameters: {
            query?: {
                alt?: string;
            };
            header?: {
                /** @description The ETag of a read: 412 when the product was edited or sold since */
                "If-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        /** @description The file itself, at most 10485760 bytes */
        requestBody: {
            content: {
                "image/*": string;
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["product_not_found"];
            408: components["responses"]["request_timeout"];
            409: components["responses"]["too_many_images"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            /** @description `image_not_supported`: Picture not supported; `validation_failed`: Validation failed */
            422: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    remove_a_picture: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 412 when the product was edited or sold since */
                "If-Match"?: string;
            };
            path: {
                id: string;
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            /** @description `image_not_found`: Picture not found; `product_not_found`: Product not found */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    list_the_pages_that_exist: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 304 while no page has changed */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPage"][];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    get_a_page: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 304 while the page is unchanged */
                "If-None-Match"?: string;
                /** @description The ETag of a read: 412 when the page has changed since */
                "If-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopPage"];
                };
            };
            /** @description Not Modified */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            404: components["responses"]["page_not_found"];
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    write_a_page: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 412 when the page has changed since */
                "If-Match"?: string;
                /** @description *: 412 when the page exists */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShopPage"];
            };
        };
        responses: {
            /** @description The page has this text now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopPage"];
                };
            };
            /** @description The page is new */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    ETag: components["headers"]["ETag"];
                    Location: components["headers"]["Location"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShopPage"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["page_not_found"];
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    delete_a_page: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of a read: 412 when the page has changed since */
                "If-Match"?: string;
                /** @description The ETag of a read: 412 while the page is unchanged */
                "If-None-Match"?: string;
            };
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            404: components["responses"]["page_not_found"];
            408: components["responses"]["request_timeout"];
            412: components["responses"]["version_mismatch"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    is_the_process_alive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    is_everything_there_that_it_needs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    metrics_for_prometheus: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    show_the_requests_the_streams_their_groups_who_consumes_them_and_redis: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operations"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    list_dead_letters_newest_first: {
        parameters: {
            query?: {
                stream?: "order_placed" | "order_completed" | "order_cancelled" | "stock_returned";
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    Link: components["headers"]["Link"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeadLetter"][];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    retry_dead_letters_some_by_their_ids_or_all_of_a_stream: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Retry"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
                };
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    am_i_the_admin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Cache-Control": components["headers"]["Cache-Control"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["bad_request"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    sign_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["validation_failed"];
            429: components["responses"]["too_many_requests"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
    sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "Set-Cookie": components["headers"]["Set-Cookie"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["bad_request"];
            401: components["responses"]["unauthorized"];
            408: components["responses"]["request_timeout"];
            413: components["responses"]["body_too_large"];
            414: components["responses"]["uri_too_long"];
            431: components["responses"]["header_too_large"];
            500: components["responses"]["internal_error"];
            503: components["responses"]["unavailable"];
        };
    };
}
