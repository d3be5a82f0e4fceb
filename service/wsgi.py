"""What gunicorn serves. Imported in the worker, after the fork."""

from service.app import create_app
from service.settings import load_settings

app = create_app(load_settings())
app.extensions["leadworth"].serving.watch()
