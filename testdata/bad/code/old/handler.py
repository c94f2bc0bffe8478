import imp  #~ TC2311
import cgi  #~ TC2311
import pandas as pd  #~ TC2311


def handler(event, context):
    return imp, cgi, pd
