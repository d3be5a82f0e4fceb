"""What gunicorn serves. Imported in the worker, after the fork."""

from threading import Thread

from service.app import create_app
from service.settings import load_settings
from service.web.frame.vega_bundle import vega_bundle

app = create_app(load_settings())
app.extensions["leadworth"].serving.watch()
# It takes some seconds, which no visitor's first chart waits for.
Thread(target=vega_bundle, name="vega bundle", daemon=True).start()
