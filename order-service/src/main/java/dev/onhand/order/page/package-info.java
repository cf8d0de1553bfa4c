/// Lists that are read page by page, in one way.
package dev.onhand.order.page;
