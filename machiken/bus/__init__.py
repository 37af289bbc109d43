"""The bus: how services answer calls and hear events over RabbitMQ.

The one place where nameko's machinery meets Machiken's. Its own bad days are handled
here, so that no service has to know them; `client` and `parked` need no nameko.
"""
