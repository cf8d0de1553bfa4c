/// How this service's own Kafka clients are set up, and which topics they need.
package dev.onhand.inventory.kafka;
